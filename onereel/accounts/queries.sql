-- name: claim_handle (write)
-- Takes a handle for an account; 0 rows when it is taken.
INSERT INTO handle (handle, account_id) VALUES (%(handle)s, %(account_id)s) ON CONFLICT (handle) DO NOTHING;

-- name: release_handle (write)
-- A handle that belonged to a deleted account may be taken again.
DELETE FROM handle WHERE account_id = %(account_id)s;

-- name: account_id_of (read)
-- Whose handle it is.
SELECT account_id FROM handle WHERE handle = %(handle)s;

-- name: create_account (write, bucket: account)
-- A new account.
INSERT INTO account (bucket, id, handle, name, password_hash)
VALUES (%(bucket)s, %(id)s, %(handle)s, %(name)s, %(password_hash)s);

-- name: credentials (read, bucket: account)
-- What a password is checked against.
SELECT id AS account_id, password_hash FROM account WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: account (read, bucket: account)
-- One account.
SELECT bucket, id, handle, name, bio, picture, followers_count, following_count, videos_count, created_at
FROM account WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: accounts (read)
-- Several accounts at once, across buckets.
SELECT bucket, id, handle, name, bio, picture, followers_count, following_count, videos_count, created_at
FROM account WHERE (bucket, id) IN (SELECT * FROM unnest(%(buckets)s::integer[], %(ids)s::bigint[]));

-- name: update_profile (write, bucket: account)
-- Changes what is given and keeps the rest.
UPDATE account SET name = coalesce(%(name)s, name), bio = coalesce(%(bio)s, bio)
WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: set_picture (write, bucket: account)
-- The address of the picture, or none.
UPDATE account SET picture = %(picture)s WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: delete_account (write, bucket: account)
-- The account itself; facts take away the rest.
DELETE FROM account WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: count_followers (write, bucket: account)
-- Applies a change in the number of followers.
UPDATE account SET followers_count = greatest(0, followers_count + %(change)s)
WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: count_following (write, bucket: account)
-- Applies a change in the number of accounts followed.
UPDATE account SET following_count = greatest(0, following_count + %(change)s)
WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: count_videos (write, bucket: account)
-- Applies a change in the number of clips that can be watched.
UPDATE account SET videos_count = greatest(0, videos_count + %(change)s)
WHERE bucket = %(bucket)s AND id = %(id)s;

-- name: search_accounts (read)
-- Accounts whose handle or name is like the words, the best first.
SELECT bucket, id, handle, name, bio, picture, followers_count, following_count, videos_count, created_at
FROM account
WHERE (handle || ' ' || name) ILIKE %(pattern)s
ORDER BY (handle = %(words)s) DESC, followers_count DESC, id
LIMIT %(limit)s;

-- name: open_session (write, bucket: account)
-- A token that is valid until it expires or is signed out.
INSERT INTO session (bucket, account_id, token_hash, expires_at)
VALUES (%(bucket)s, %(account_id)s, %(token_hash)s, %(expires_at)s);

-- name: trim_sessions (write, bucket: account)
-- Keeps the newest sessions of an account and drops the rest.
DELETE FROM session WHERE bucket = %(bucket)s AND account_id = %(account_id)s AND token_hash NOT IN (
  SELECT token_hash FROM session WHERE bucket = %(bucket)s AND account_id = %(account_id)s
  ORDER BY created_at DESC LIMIT %(keep)s);

-- name: session_exists (read, bucket: account)
-- Whether a token is valid.
SELECT true FROM session
WHERE bucket = %(bucket)s AND account_id = %(account_id)s AND token_hash = %(token_hash)s AND expires_at > now();

-- name: close_session (write, bucket: account)
-- Signs one token out.
DELETE FROM session WHERE bucket = %(bucket)s AND account_id = %(account_id)s AND token_hash = %(token_hash)s;

-- name: close_sessions (write, bucket: account)
-- Signs an account out everywhere.
DELETE FROM session WHERE bucket = %(bucket)s AND account_id = %(account_id)s
RETURNING token_hash;
