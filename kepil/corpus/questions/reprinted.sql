-- Which texts were reprinted most, and how often; after kepil corpus duplicates.
SELECT d.title, d.publisher, d.published, count(*) AS copies, min(c.similarity) AS least_alike, d.document
FROM copies c
JOIN documents d ON d.document = c.copy_of
GROUP BY ALL
ORDER BY copies DESC, d.document
