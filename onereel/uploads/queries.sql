-- name: create (write, bucket: account)
-- A new upload; 0 rows when this account has begun or finished the same file already.
INSERT INTO upload (bucket, id, account_id, name, size_bytes, sha256, caption, tags, part_bytes, expires_at)
VALUES (%(bucket)s, %(id)s, %(account_id)s, %(name)s, %(size_bytes)s, %(sha256)s, %(caption)s, %(tags)s,
  %(part_bytes)s, %(expires_at)s)
ON CONFLICT (bucket, account_id, sha256, size_bytes) WHERE NOT replaced DO NOTHING;

-- name: same_file (write, bucket: account)
-- The upload of the same file by the same account, held until the transaction ends.
SELECT bucket, id, account_id, name, size_bytes, sha256, caption, tags, part_bytes, parts::text AS parts, state,
  video_id, expires_at
FROM upload
WHERE bucket = %(bucket)s AND account_id = %(account_id)s AND sha256 = %(sha256)s AND size_bytes = %(size_bytes)s
  AND NOT replaced
FOR UPDATE;

-- name: upload (read, bucket: account)
-- One upload; an unfinished one only while it is kept.
SELECT bucket, id, account_id, name, size_bytes, sha256, caption, tags, part_bytes, parts::text AS parts, state,
  video_id, expires_at
FROM upload
WHERE bucket = %(bucket)s AND id = %(id)s AND (state = 'complete' OR expires_at > now());

-- name: lock (write, bucket: account)
-- One upload, held until the transaction ends.
SELECT bucket, id, account_id, name, size_bytes, sha256, caption, tags, part_bytes, parts::text AS parts, state,
  video_id, expires_at
FROM upload
WHERE bucket = %(bucket)s AND id = %(id)s AND (state = 'complete' OR expires_at > now())
FOR UPDATE;

-- name: open_uploads (read, bucket: account)
-- How many uploads of an account are unfinished.
SELECT count(*) FROM upload
WHERE bucket = %(bucket)s AND account_id = %(account_id)s AND state = 'open' AND expires_at > now();

-- name: replace (write, bucket: account)
-- The video of this upload is gone: the same file may be uploaded afresh.
UPDATE upload SET replaced = true WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: keep (write, bucket: account)
-- An upload that is taken up again is kept longer.
UPDATE upload SET expires_at = %(expires_at)s WHERE bucket = %(bucket)s AND id = %(id)s AND state = 'open';

-- name: set_words (write, bucket: account)
-- Caption and tags the video will have.
UPDATE upload SET caption = %(caption)s, tags = %(tags)s WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: set_parts (write, bucket: account)
-- The parts of the file with their hashes.
UPDATE upload SET parts = %(parts)s::jsonb WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: complete (write, bucket: account)
-- Every part is there and the video exists.
UPDATE upload SET state = 'complete', video_id = %(video_id)s WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: remove (write, bucket: account)
-- The record of an upload.
DELETE FROM upload WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: expired (read)
-- Unfinished uploads past their time, across buckets.
SELECT id FROM upload WHERE state = 'open' AND expires_at <= now() ORDER BY expires_at LIMIT %(limit)s;

-- name: remove_expired (write, bucket: account)
-- An unfinished upload past its time, unless it was taken up again meanwhile.
DELETE FROM upload WHERE bucket = %(bucket)s AND id = %(id)s AND state = 'open' AND expires_at <= now();

-- name: expire_all (write, bucket: account)
-- The unfinished uploads of an account are over.
UPDATE upload SET expires_at = now() WHERE bucket = %(bucket)s AND account_id = %(account_id)s AND state = 'open';

-- name: remove_complete (write, bucket: account)
-- The records of an account's finished uploads.
DELETE FROM upload WHERE bucket = %(bucket)s AND account_id = %(account_id)s AND state = 'complete';
