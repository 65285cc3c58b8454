-- name: create (write, bucket: author)
-- A clip whose bytes have arrived.
INSERT INTO video (bucket, id, author_id, upload_id, state, caption, tags)
VALUES (%(bucket)s, %(id)s, %(author_id)s, %(upload_id)s, 'uploaded', %(caption)s, %(tags)s);

-- name: video (read, bucket: author)
-- One clip.
SELECT bucket, id, author_id, upload_id, state, refusal_code, refusal_detail, caption, tags, media_key, thumbhash,
  duration_ms, width, height, renditions::text AS renditions, views_count, favorites_count, comments_count, created_at
FROM video WHERE bucket = %(bucket)s AND id = %(id)s AND state <> 'deleted';

-- name: lock (write, bucket: author)
-- One clip, held until the transaction ends.
SELECT bucket, id, author_id, upload_id, state, refusal_code, refusal_detail, caption, tags, media_key, thumbhash,
  duration_ms, width, height, renditions::text AS renditions, views_count, favorites_count, comments_count, created_at
FROM video WHERE bucket = %(bucket)s AND id = %(id)s AND state <> 'deleted' FOR UPDATE;

-- name: videos (read)
-- Several clips at once, across buckets.
SELECT bucket, id, author_id, upload_id, state, refusal_code, refusal_detail, caption, tags, media_key, thumbhash,
  duration_ms, width, height, renditions::text AS renditions, views_count, favorites_count, comments_count, created_at
FROM video
WHERE (bucket, id) IN (SELECT * FROM unnest(%(buckets)s::integer[], %(ids)s::bigint[])) AND state <> 'deleted';

-- name: videos_of (read, bucket: author)
-- An author's clips, the newest first; those that are not ready only for the author.
SELECT id FROM video
WHERE bucket = %(bucket)s AND author_id = %(author_id)s AND id < %(before)s
  AND (state = 'ready' OR (%(own)s AND state <> 'deleted'))
ORDER BY id DESC LIMIT %(limit)s;

-- name: all_of (read, bucket: author)
-- Some clips of an author, for taking them away.
SELECT id FROM video
WHERE bucket = %(bucket)s AND author_id = %(author_id)s AND state <> 'deleted' LIMIT %(limit)s;

-- name: tagged (read)
-- Clips with a tag, the newest first.
SELECT video_id AS id FROM video_tag
WHERE tag = %(tag)s AND video_id < %(before)s ORDER BY video_id DESC LIMIT %(limit)s;

-- name: search (read)
-- Clips whose caption holds the words, the newest first.
SELECT id FROM video WHERE state = 'ready' AND caption ILIKE %(pattern)s ORDER BY id DESC LIMIT %(limit)s;

-- name: search_tags (read)
-- Tags that begin like this, the most used first.
SELECT tag FROM video_tag WHERE tag LIKE %(pattern)s GROUP BY tag ORDER BY count(*) DESC, tag LIMIT %(limit)s;

-- name: set_processing (write, bucket: author)
-- Ingest has begun.
UPDATE video SET state = 'processing'
WHERE bucket = %(bucket)s AND id = %(id)s AND state IN ('uploaded', 'processing');

-- name: set_ready (write, bucket: author)
-- The clip can be watched. 0 rows when it was already ready, refused or deleted.
UPDATE video SET state = 'ready', media_key = %(media_key)s, duration_ms = %(duration_ms)s, width = %(width)s,
  height = %(height)s, thumbhash = %(thumbhash)s, renditions = %(renditions)s::jsonb, ready_at = now()
WHERE bucket = %(bucket)s AND id = %(id)s AND state IN ('uploaded', 'processing');

-- name: refuse (write, bucket: author)
-- The clip cannot be published, and why.
UPDATE video SET state = 'refused', refusal_code = %(code)s, refusal_detail = %(detail)s
WHERE bucket = %(bucket)s AND id = %(id)s AND state IN ('uploaded', 'processing');

-- name: update_words (write, bucket: author)
-- Changes caption and tags.
UPDATE video SET caption = %(caption)s, tags = %(tags)s WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: delete (write, bucket: author)
-- Takes a clip away; its row stays so that late facts find out.
UPDATE video SET state = 'deleted' WHERE bucket = %(bucket)s AND id = %(id)s AND state <> 'deleted';

-- name: add_tags (write)
-- Makes a clip findable by its tags.
INSERT INTO video_tag (tag, video_id) SELECT unnest(%(tags)s::text[]), %(id)s ON CONFLICT DO NOTHING;

-- name: remove_tags (write)
-- The clip is no longer found by any tag.
DELETE FROM video_tag WHERE video_id = %(id)s;

-- name: count (write, bucket: author)
-- Applies changes to the counts of a clip.
UPDATE video SET views_count = greatest(0, views_count + %(views)s),
  favorites_count = greatest(0, favorites_count + %(favorites)s),
  comments_count = greatest(0, comments_count + %(comments)s)
WHERE bucket = %(bucket)s AND id = %(id)s AND state <> 'deleted'
RETURNING author_id;

-- name: fresh (read)
-- Ready clips, the newest first.
SELECT id, author_id FROM video WHERE state = 'ready' AND id < %(before)s ORDER BY id DESC LIMIT %(limit)s;

-- name: popular (read)
-- Ready clips made since an id, by reactions that fade with age.
SELECT id, author_id FROM (
  SELECT id, author_id,
    (1 + 4 * favorites_count + 3 * comments_count + 0.2 * views_count)
      * power(0.5, extract(epoch FROM now() - created_at) / (3600.0 * %(half_life_hours)s)) AS heat
  FROM video WHERE state = 'ready' AND id > %(since)s ORDER BY id DESC LIMIT %(considered)s) AS recent
ORDER BY heat DESC, id DESC LIMIT %(limit)s;

-- name: latest_of_authors (read)
-- The newest ready clips of some authors, a bounded number of each.
SELECT v.id, v.author_id
FROM unnest(%(buckets)s::integer[], %(author_ids)s::bigint[]) AS a (bucket, author_id)
CROSS JOIN LATERAL (
  SELECT id, author_id FROM video
  WHERE bucket = a.bucket AND author_id = a.author_id AND state = 'ready'
  ORDER BY id DESC LIMIT %(each)s) AS v
ORDER BY v.id DESC LIMIT %(limit)s;
