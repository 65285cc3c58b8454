-- name: put_follow (write, bucket: follower)
-- 1 row when it is new.
INSERT INTO follow (bucket, follower_id, followee_id) VALUES (%(bucket)s, %(follower_id)s, %(followee_id)s)
ON CONFLICT DO NOTHING;

-- name: remove_follow (write, bucket: follower)
-- 1 row when it was there.
DELETE FROM follow
WHERE bucket = %(bucket)s AND follower_id = %(follower_id)s AND followee_id = %(followee_id)s;

-- name: put_follower (write, bucket: followee)
-- The mirror of a follow at the other end.
INSERT INTO follower (bucket, followee_id, follower_id, created_at)
VALUES (%(bucket)s, %(followee_id)s, %(follower_id)s, now()) ON CONFLICT DO NOTHING;

-- name: remove_follower (write, bucket: followee)
-- The mirror of an unfollow.
DELETE FROM follower
WHERE bucket = %(bucket)s AND followee_id = %(followee_id)s AND follower_id = %(follower_id)s;

-- name: following_of (read, bucket: follower)
-- Whom an account follows, by id.
SELECT followee_id AS id FROM follow
WHERE bucket = %(bucket)s AND follower_id = %(account_id)s AND followee_id < %(before)s
ORDER BY followee_id DESC LIMIT %(limit)s;

-- name: latest_following (read, bucket: follower)
-- Whom an account follows, the latest first.
SELECT followee_id AS id FROM follow
WHERE bucket = %(bucket)s AND follower_id = %(account_id)s ORDER BY created_at DESC LIMIT %(limit)s;

-- name: followers_of (read, bucket: followee)
-- Who follows an account, by id.
SELECT follower_id AS id FROM follower
WHERE bucket = %(bucket)s AND followee_id = %(account_id)s AND follower_id < %(before)s
ORDER BY follower_id DESC LIMIT %(limit)s;

-- name: followed_among (read, bucket: follower)
-- Which of these accounts somebody follows.
SELECT followee_id AS id FROM follow
WHERE bucket = %(bucket)s AND follower_id = %(account_id)s AND followee_id = ANY(%(ids)s::bigint[]);

-- name: put_favorite (write, bucket: account)
-- 1 row when it is new.
INSERT INTO favorite (bucket, account_id, video_id) VALUES (%(bucket)s, %(account_id)s, %(video_id)s)
ON CONFLICT DO NOTHING;

-- name: remove_favorite (write, bucket: account)
-- 1 row when it was there.
DELETE FROM favorite WHERE bucket = %(bucket)s AND account_id = %(account_id)s AND video_id = %(video_id)s;

-- name: favorites_of (read, bucket: account)
-- What an account favorited, the latest first, after the one with this id.
SELECT video_id AS id FROM favorite
WHERE bucket = %(bucket)s AND account_id = %(account_id)s
  AND (%(after)s::bigint IS NULL OR (created_at, video_id) < (
    SELECT created_at, video_id FROM favorite
    WHERE bucket = %(bucket)s AND account_id = %(account_id)s AND video_id = %(after)s::bigint))
ORDER BY created_at DESC, video_id DESC LIMIT %(limit)s;

-- name: favorited_among (read, bucket: account)
-- Which of these clips somebody favorited.
SELECT video_id AS id FROM favorite
WHERE bucket = %(bucket)s AND account_id = %(account_id)s AND video_id = ANY(%(ids)s::bigint[]);

-- name: add_comment (write, bucket: video)
-- A comment, or a reply to one.
INSERT INTO comment (bucket, id, video_id, author_id, parent_id, text)
VALUES (%(bucket)s, %(id)s, %(video_id)s, %(author_id)s, %(parent_id)s, %(text)s);

-- name: comment (read, bucket: video)
-- One comment.
SELECT bucket, id, video_id, author_id, parent_id, text, favorites_count, replies_count, created_at
FROM comment WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: comments_of (read, bucket: video)
-- Comments of a clip without replies, the newest first.
SELECT bucket, id, video_id, author_id, parent_id, text, favorites_count, replies_count, created_at
FROM comment
WHERE bucket = %(bucket)s AND video_id = %(video_id)s AND parent_id IS NULL AND id < %(before)s
ORDER BY id DESC LIMIT %(limit)s;

-- name: replies_of (read, bucket: video)
-- Replies to a comment, the oldest first.
SELECT bucket, id, video_id, author_id, parent_id, text, favorites_count, replies_count, created_at
FROM comment
WHERE bucket = %(bucket)s AND video_id = %(video_id)s AND parent_id = %(parent_id)s AND id > %(after)s
ORDER BY id LIMIT %(limit)s;

-- name: remove_comment (write, bucket: video)
-- A comment goes with its replies.
DELETE FROM comment WHERE bucket = %(bucket)s AND (id = %(id)s OR parent_id = %(id)s);

-- name: count_comment (write, bucket: video)
-- Applies changes to the counts of a comment.
UPDATE comment SET favorites_count = greatest(0, favorites_count + %(favorites)s),
  replies_count = greatest(0, replies_count + %(replies)s)
WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: put_comment_favorite (write, bucket: account)
-- 1 row when it is new.
INSERT INTO comment_favorite (bucket, account_id, comment_id)
VALUES (%(bucket)s, %(account_id)s, %(comment_id)s) ON CONFLICT DO NOTHING;

-- name: remove_comment_favorite (write, bucket: account)
-- 1 row when it was there.
DELETE FROM comment_favorite
WHERE bucket = %(bucket)s AND account_id = %(account_id)s AND comment_id = %(comment_id)s;

-- name: comments_favorited_among (read, bucket: account)
-- Which of these comments somebody favorited.
SELECT comment_id AS id FROM comment_favorite
WHERE bucket = %(bucket)s AND account_id = %(account_id)s AND comment_id = ANY(%(ids)s::bigint[]);
