-- name: add_key (write, bucket: author)
-- A run of ingest begins: its key is the last one, and only it may publish.
INSERT INTO ingest (bucket, video_id, keys) VALUES (%(bucket)s, %(video_id)s, ARRAY[%(key)s])
ON CONFLICT (bucket, video_id) DO UPDATE SET keys = ingest.keys || EXCLUDED.keys;

-- name: keys (read, bucket: author)
-- The keys under which objects of a clip may lie.
SELECT keys FROM ingest WHERE bucket = %(bucket)s AND video_id = %(video_id)s;

-- name: lock_keys (write, bucket: author)
-- The same, held until the transaction ends.
SELECT keys FROM ingest WHERE bucket = %(bucket)s AND video_id = %(video_id)s FOR UPDATE;

-- name: keep_key (write, bucket: author)
-- The objects under all other keys have been removed.
UPDATE ingest SET keys = ARRAY[%(key)s] WHERE bucket = %(bucket)s AND video_id = %(video_id)s;

-- name: remove_keys (write, bucket: author)
-- The objects under all keys have been removed.
DELETE FROM ingest WHERE bucket = %(bucket)s AND video_id = %(video_id)s;
