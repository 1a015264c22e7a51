-- How many commitments of each kind were made each year, and how many of them can be measured.
SELECT
    year(d.published) AS year,
    count(DISTINCT d.document) AS texts,
    count(*) FILTER (s.kind = 'pledge') AS pledges,
    count(*) FILTER (s.kind = 'directive') AS directives,
    count(*) FILTER (s.kind = 'decision') AS decisions,
    count(*) FILTER (s.kind = 'outcome') AS outcomes,
    count(*) FILTER (s.kind = 'proposal') AS proposals,
    count(*) FILTER (s.what = 'commitment' AND s.specificity = 'measurable') AS measurable,
    count(*) FILTER (s.what = 'report') AS reports
FROM originals d
LEFT JOIN statements s USING (document)
GROUP BY year
ORDER BY year NULLS LAST
