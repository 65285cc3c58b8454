-- name: served_among (read, bucket: viewer)
-- Which of these clips the viewer was served, and when.
SELECT video_id, served_at FROM seen
WHERE bucket = %(bucket)s AND viewer_id = %(viewer_id)s AND video_id = ANY(%(ids)s::bigint[]);

-- name: served_longest_ago (read, bucket: viewer)
-- The clips the viewer was served, the longest ago first.
SELECT video_id, served_at FROM seen
WHERE bucket = %(bucket)s AND viewer_id = %(viewer_id)s ORDER BY served_at LIMIT %(limit)s;

-- name: mark_served (write)
-- Clips that viewers were served now.
INSERT INTO seen (bucket, viewer_id, video_id, served_at)
SELECT * FROM unnest(%(buckets)s::integer[], %(viewer_ids)s::bigint[], %(video_ids)s::bigint[], %(times)s::timestamptz[])
ON CONFLICT (bucket, viewer_id, video_id) DO UPDATE SET served_at = greatest(seen.served_at, excluded.served_at);

-- name: add_views (write, bucket: viewer)
-- Watch events that are new; those that came before change nothing.
INSERT INTO view_event (bucket, viewer_id, event_id, video_id, watched_ms)
SELECT %(bucket)s, %(viewer_id)s, * FROM unnest(%(event_ids)s::text[], %(video_ids)s::bigint[], %(watched)s::integer[])
ON CONFLICT DO NOTHING
RETURNING video_id, watched_ms;

-- name: add_watched (write, bucket: viewer)
-- How long the viewer watched each clip, all told.
INSERT INTO seen (bucket, viewer_id, video_id, served_at, watched_ms)
SELECT %(bucket)s, %(viewer_id)s, video_id, now(), watched
FROM unnest(%(video_ids)s::bigint[], %(watched)s::bigint[]) AS w (video_id, watched)
ON CONFLICT (bucket, viewer_id, video_id) DO UPDATE SET watched_ms = seen.watched_ms + excluded.watched_ms;
