-- How long until the same body said the same amount again, in another text of another day; reprints do not count.
-- $kind = %
WITH said AS (
    SELECT DISTINCT
        coalesce(s.actor_name, s.speaker_name) AS who, c.value, c.unit, c.bound, d.published, d.document, s.quote
    FROM statements s
    JOIN originals d USING (document)
    JOIN coordinates c USING (document, number)
    WHERE s.what = 'commitment' AND s.kind LIKE $kind AND c.coordinate = 'amount' AND c.value IS NOT NULL
        AND d.published IS NOT NULL AND coalesce(s.actor_name, s.speaker_name) IS NOT NULL
),
days AS (
    SELECT who, value, unit, bound, published, min(document) AS document, arg_min(quote, document) AS quote
    FROM said GROUP BY ALL
)
SELECT
    who, value, unit, bound, published AS said,
    lead(published) OVER same AS said_again,
    date_diff('day', published, lead(published) OVER same) AS days,
    quote, lead(quote) OVER same AS quote_again
FROM days
WINDOW same AS (PARTITION BY who, value, unit, bound ORDER BY published)
QUALIFY said_again IS NOT NULL
ORDER BY days, who, value, unit, said
