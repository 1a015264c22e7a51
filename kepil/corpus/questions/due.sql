-- What falls due between two days, the earliest first.
-- $from = 0001-01-01
-- $to = 9999-12-31
SELECT s.deadline, coalesce(s.actor_name, s.actor, s.speaker_name) AS who, s.kind, s.quote, d.published, d.publisher, d.document
FROM statements s
JOIN originals d USING (document)
WHERE s.what = 'commitment' AND s.deadline BETWEEN CAST($from AS DATE) AND CAST($to AS DATE)
ORDER BY s.deadline, d.document, s.number
