-- migrate:up

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The job queue's own tables and functions (procrastinate) live here, made and updated by that library.
CREATE SCHEMA jobs;
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET search_path = public, jobs', current_database());
END $$;

-- Every large table is keyed by (bucket, …): on one machine that costs nothing, on Citus it shards.

CREATE TABLE handle (
  handle text PRIMARY KEY CHECK (handle ~ '^[a-z0-9_]{3,30}$'),
  account_id bigint NOT NULL UNIQUE
);

CREATE TABLE account (
  bucket integer NOT NULL,
  id bigint NOT NULL,
  home text NOT NULL DEFAULT 'local',
  handle text NOT NULL,
  name text NOT NULL,
  bio text NOT NULL DEFAULT '',
  picture text,
  password_hash text NOT NULL,
  followers_count bigint NOT NULL DEFAULT 0,
  following_count bigint NOT NULL DEFAULT 0,
  videos_count bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (bucket, id)
);
CREATE INDEX account_words ON account USING gin ((handle || ' ' || name) gin_trgm_ops);

CREATE TABLE session (
  bucket integer NOT NULL,
  account_id bigint NOT NULL,
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, account_id, token_hash)
);

CREATE TABLE video (
  bucket integer NOT NULL,
  id bigint NOT NULL,
  home text NOT NULL DEFAULT 'local',
  author_id bigint NOT NULL,
  upload_id bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('uploaded', 'processing', 'ready', 'refused', 'deleted')),
  refusal_code text,
  refusal_detail text,
  caption text NOT NULL DEFAULT '',
  tags text[] NOT NULL DEFAULT '{}',
  media_key text,
  thumbhash bytea,
  duration_ms integer,
  width integer,
  height integer,
  renditions jsonb NOT NULL DEFAULT '[]',
  views_count bigint NOT NULL DEFAULT 0,
  favorites_count bigint NOT NULL DEFAULT 0,
  comments_count bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  ready_at timestamptz,
  PRIMARY KEY (bucket, id)
);
CREATE INDEX video_by_author ON video (bucket, author_id, id DESC);
CREATE INDEX video_fresh ON video (id DESC) WHERE state = 'ready';
CREATE INDEX video_caption_words ON video USING gin (caption gin_trgm_ops) WHERE state = 'ready';

-- What a clip is found by. Filled when the clip is ready, emptied when it is gone.
CREATE TABLE video_tag (
  tag text NOT NULL,
  video_id bigint NOT NULL,
  PRIMARY KEY (tag, video_id)
);
CREATE INDEX video_tag_by_video ON video_tag (video_id);

CREATE TABLE follow (
  bucket integer NOT NULL,
  follower_id bigint NOT NULL,
  followee_id bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (bucket, follower_id, followee_id)
);

-- The mirror of follow at the other end, kept by facts.
CREATE TABLE follower (
  bucket integer NOT NULL,
  followee_id bigint NOT NULL,
  follower_id bigint NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, followee_id, follower_id)
);

CREATE TABLE favorite (
  bucket integer NOT NULL,
  account_id bigint NOT NULL,
  video_id bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (bucket, account_id, video_id)
);
CREATE INDEX favorite_latest ON favorite (bucket, account_id, created_at DESC, video_id DESC);

CREATE TABLE comment (
  bucket integer NOT NULL,
  id bigint NOT NULL,
  video_id bigint NOT NULL,
  author_id bigint NOT NULL,
  parent_id bigint,
  text text NOT NULL,
  favorites_count bigint NOT NULL DEFAULT 0,
  replies_count bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (bucket, id)
);
CREATE INDEX comment_of_video ON comment (bucket, video_id, id DESC) WHERE parent_id IS NULL;
CREATE INDEX comment_replies ON comment (bucket, parent_id, id) WHERE parent_id IS NOT NULL;

CREATE TABLE comment_favorite (
  bucket integer NOT NULL,
  account_id bigint NOT NULL,
  comment_id bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (bucket, account_id, comment_id)
);

CREATE TABLE report (
  bucket integer NOT NULL,
  id bigint NOT NULL,
  reporter_id bigint NOT NULL,
  target_kind text NOT NULL CHECK (target_kind IN ('video', 'comment', 'account')),
  target_id bigint NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (bucket, id)
);

-- What a viewer was served and how much of it was watched.
CREATE TABLE seen (
  bucket integer NOT NULL,
  viewer_id bigint NOT NULL,
  video_id bigint NOT NULL,
  served_at timestamptz NOT NULL,
  watched_ms bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, viewer_id, video_id)
);

CREATE INDEX seen_oldest ON seen (bucket, viewer_id, served_at);

CREATE TABLE view_event (
  bucket integer NOT NULL,
  viewer_id bigint NOT NULL,
  event_id text NOT NULL,
  video_id bigint NOT NULL,
  watched_ms integer NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (bucket, viewer_id, event_id)
);

-- The first answer to a write, replayed when the same key comes again within 24 hours.
CREATE TABLE idempotency (
  bucket integer NOT NULL,
  viewer_id bigint NOT NULL,
  key text NOT NULL,
  request text NOT NULL,
  status integer NOT NULL DEFAULT 0,
  body bytea NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (bucket, viewer_id, key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_at);

-- The outbox. A consumer reads what is older than every running transaction, in order of (xid, id),
-- so a fact that commits late is never jumped over.
CREATE TABLE fact (
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  id bigint NOT NULL,
  bucket integer NOT NULL,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (xid, id)
);

CREATE TABLE fact_consumer (
  name text PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT '0',
  id bigint NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0
);

-- Facts that a consumer could not digest after every attempt, kept for a person to look at.
CREATE TABLE fact_failure (
  consumer text NOT NULL,
  fact_id bigint NOT NULL,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  error text NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, fact_id)
);

-- migrate:down

DROP TABLE fact_failure, fact_consumer, fact, idempotency, view_event, seen, report, comment_favorite,
  comment, favorite, follower, follow, video_tag, video, session, account, handle;
DROP SCHEMA jobs CASCADE;
DROP EXTENSION pg_trgm;
