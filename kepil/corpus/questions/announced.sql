-- Which amounts of money were announced more than once, by whom, and over which time; reprints do not count.
-- $least = 1000000
SELECT
    c.value, c.unit,
    count(DISTINCT d.document) AS texts,
    min(d.published) AS first_said,
    max(d.published) AS last_said,
    list_sort(list(DISTINCT coalesce(s.actor_name, s.speaker_name, d.publisher))) AS who,
    arg_min(s.quote, (d.published, d.document, s.number)) AS first_quote
FROM statements s
JOIN originals d USING (document)
JOIN coordinates c USING (document, number)
WHERE s.what = 'commitment' AND c.coordinate = 'amount' AND regexp_full_match(c.unit, '[A-Z]{3}')
    AND c.value >= CAST($least AS DOUBLE)
GROUP BY c.value, c.unit
HAVING count(DISTINCT d.document) > 1
ORDER BY texts DESC, c.value DESC, c.unit
