-- What could not be read, by the code of its problem, with an example of each.
SELECT problem_code, count(*) AS documents, min(document) AS example, arg_min(problem, document) AS says
FROM documents
WHERE problem_code IS NOT NULL
GROUP BY problem_code
ORDER BY documents DESC, problem_code
