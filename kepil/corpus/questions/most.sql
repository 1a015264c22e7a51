-- Who promised most of a thing.
-- $thing = reservoir
SELECT
    coalesce(s.actor_name, s.actor, s.speaker_name) AS who,
    sum(c.value) AS promised,
    count(*) AS times,
    min(d.published) AS first_said,
    max(d.published) AS last_said
FROM statements s
JOIN originals d USING (document)
JOIN coordinates c USING (document, number)
WHERE s.what = 'commitment' AND c.coordinate = 'amount' AND c.unit = $thing AND c.value IS NOT NULL
GROUP BY who
ORDER BY promised DESC, who NULLS LAST
