-- name: register_consumer (write)
-- A consumer begins with the oldest fact that is still kept.
INSERT INTO fact_consumer (name) VALUES (%(name)s) ON CONFLICT (name) DO NOTHING;

-- name: newest_fact (read)
-- The position of the newest fact, to know whether there is anything to do.
SELECT fact.xid::text || '.' || fact.id FROM fact ORDER BY fact.xid DESC, fact.id DESC LIMIT 1;

-- name: take_consumer (write)
-- Where a consumer stands, locked; nothing when another process is at it.
SELECT xid::text AS xid, id, attempts FROM fact_consumer WHERE name = %(name)s FOR UPDATE SKIP LOCKED;

-- name: facts_after (read)
-- The next facts in order of commit, leaving out what a running transaction might still precede.
SELECT xid::text AS xid, id, kind, payload::text AS payload
FROM fact
WHERE (xid, id) > (%(xid)s::xid8, %(id)s) AND xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY fact.xid, fact.id
LIMIT %(limit)s;

-- name: advance_consumer (write)
-- The consumer has digested everything up to here.
UPDATE fact_consumer SET xid = %(xid)s::xid8, id = %(id)s, attempts = 0 WHERE name = %(name)s;

-- name: count_attempt (write)
-- The batch failed once more.
UPDATE fact_consumer SET attempts = attempts + 1 WHERE name = %(name)s;

-- name: set_aside (write)
-- A fact that cannot be digested is kept for a person and no longer stands in the way.
INSERT INTO fact_failure (consumer, fact_id, kind, payload, error)
VALUES (%(consumer)s, %(fact_id)s, %(kind)s, %(payload)s::jsonb, %(error)s)
ON CONFLICT (consumer, fact_id) DO NOTHING;

-- name: sweep_facts (write)
-- Facts that every consumer has passed and that are older than the keeping time.
DELETE FROM fact WHERE (xid, id) IN (
  SELECT f.xid, f.id FROM fact f
  WHERE f.created_at < %(before)s
    AND NOT EXISTS (SELECT 1 FROM fact_consumer c WHERE (c.xid, c.id) < (f.xid, f.id))
  ORDER BY f.xid, f.id LIMIT %(limit)s);
