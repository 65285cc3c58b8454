-- name: claim_key (write, bucket: viewer)
-- Claims an idempotency key; 0 rows when it was used. Waits for a request that holds it just now.
INSERT INTO idempotency (bucket, viewer_id, key, request)
VALUES (%(bucket)s, %(viewer_id)s, %(key)s, %(request)s)
ON CONFLICT (bucket, viewer_id, key) DO UPDATE
  SET request = excluded.request, status = 0, body = '', created_at = now()
  WHERE idempotency.created_at < now() - make_interval(hours => %(hours)s);

-- name: first_answer (read, bucket: viewer)
-- What was answered when the key came first.
SELECT request, status, body FROM idempotency
WHERE bucket = %(bucket)s AND viewer_id = %(viewer_id)s AND key = %(key)s;

-- name: keep_answer (write, bucket: viewer)
-- Stores the answer in the transaction of the write itself.
UPDATE idempotency SET status = %(status)s, body = %(body)s
WHERE bucket = %(bucket)s AND viewer_id = %(viewer_id)s AND key = %(key)s;

-- name: sweep_keys (write)
-- Keys past their time.
DELETE FROM idempotency WHERE (bucket, viewer_id, key) IN (
  SELECT bucket, viewer_id, key FROM idempotency
  WHERE created_at < now() - make_interval(hours => %(hours)s) LIMIT %(limit)s);
