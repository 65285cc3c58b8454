-- The whole database as the migrations leave it, written by `bin/schema`: change a migration instead.

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE TABLE public.account (
    bucket integer NOT NULL,
    id bigint NOT NULL,
    home text DEFAULT 'local'::text NOT NULL,
    handle text NOT NULL,
    name text NOT NULL,
    bio text DEFAULT ''::text NOT NULL,
    picture text,
    password_hash text NOT NULL,
    followers_count bigint DEFAULT 0 NOT NULL,
    following_count bigint DEFAULT 0 NOT NULL,
    videos_count bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.comment (
    bucket integer NOT NULL,
    id bigint NOT NULL,
    video_id bigint NOT NULL,
    author_id bigint NOT NULL,
    parent_id bigint,
    text text NOT NULL,
    favorites_count bigint DEFAULT 0 NOT NULL,
    replies_count bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.comment_favorite (
    bucket integer NOT NULL,
    account_id bigint NOT NULL,
    comment_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.fact (
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    id bigint NOT NULL,
    bucket integer NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE public.fact_consumer (
    name text NOT NULL,
    xid xid8 DEFAULT '0'::xid8 NOT NULL,
    id bigint DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL
);

CREATE TABLE public.fact_failure (
    consumer text NOT NULL,
    fact_id bigint NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    error text NOT NULL,
    failed_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.favorite (
    bucket integer NOT NULL,
    account_id bigint NOT NULL,
    video_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.follow (
    bucket integer NOT NULL,
    follower_id bigint NOT NULL,
    followee_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.follower (
    bucket integer NOT NULL,
    followee_id bigint NOT NULL,
    follower_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE public.handle (
    handle text NOT NULL,
    account_id bigint NOT NULL,
    CONSTRAINT handle_handle_check CHECK ((handle ~ '^[a-z0-9_]{3,30}$'::text))
);

CREATE TABLE public.idempotency (
    bucket integer NOT NULL,
    viewer_id bigint NOT NULL,
    key text NOT NULL,
    request text NOT NULL,
    status integer DEFAULT 0 NOT NULL,
    body bytea DEFAULT '\x'::bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.ingest (
    bucket integer NOT NULL,
    video_id bigint NOT NULL,
    keys text[] NOT NULL
);

CREATE TABLE public.report (
    bucket integer NOT NULL,
    id bigint NOT NULL,
    reporter_id bigint NOT NULL,
    target_kind text NOT NULL,
    target_id bigint NOT NULL,
    reason text NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT report_target_kind_check CHECK ((target_kind = ANY (ARRAY['video'::text, 'comment'::text, 'account'::text])))
);

CREATE TABLE public.seen (
    bucket integer NOT NULL,
    viewer_id bigint NOT NULL,
    video_id bigint NOT NULL,
    served_at timestamp with time zone NOT NULL,
    watched_ms bigint DEFAULT 0 NOT NULL
);

CREATE TABLE public.session (
    bucket integer NOT NULL,
    account_id bigint NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.upload (
    bucket integer NOT NULL,
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    name text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 text NOT NULL,
    caption text DEFAULT ''::text NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    part_bytes integer NOT NULL,
    parts jsonb DEFAULT '[]'::jsonb NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    video_id bigint,
    replaced boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT upload_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT upload_state_check CHECK ((state = ANY (ARRAY['open'::text, 'complete'::text])))
);

CREATE TABLE public.video (
    bucket integer NOT NULL,
    id bigint NOT NULL,
    home text DEFAULT 'local'::text NOT NULL,
    author_id bigint NOT NULL,
    upload_id bigint NOT NULL,
    state text NOT NULL,
    refusal_code text,
    refusal_detail text,
    caption text DEFAULT ''::text NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    media_key text,
    thumbhash bytea,
    duration_ms integer,
    width integer,
    height integer,
    renditions jsonb DEFAULT '[]'::jsonb NOT NULL,
    views_count bigint DEFAULT 0 NOT NULL,
    favorites_count bigint DEFAULT 0 NOT NULL,
    comments_count bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    ready_at timestamp with time zone,
    CONSTRAINT video_state_check CHECK ((state = ANY (ARRAY['uploaded'::text, 'processing'::text, 'ready'::text, 'refused'::text, 'deleted'::text])))
);

CREATE TABLE public.video_tag (
    tag text NOT NULL,
    video_id bigint NOT NULL
);

CREATE TABLE public.view_event (
    bucket integer NOT NULL,
    viewer_id bigint NOT NULL,
    event_id text NOT NULL,
    video_id bigint NOT NULL,
    watched_ms integer NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (bucket, id);

ALTER TABLE ONLY public.comment_favorite
    ADD CONSTRAINT comment_favorite_pkey PRIMARY KEY (bucket, account_id, comment_id);

ALTER TABLE ONLY public.comment
    ADD CONSTRAINT comment_pkey PRIMARY KEY (bucket, id);

ALTER TABLE ONLY public.fact_consumer
    ADD CONSTRAINT fact_consumer_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.fact_failure
    ADD CONSTRAINT fact_failure_pkey PRIMARY KEY (consumer, fact_id);

ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_pkey PRIMARY KEY (xid, id);

ALTER TABLE ONLY public.favorite
    ADD CONSTRAINT favorite_pkey PRIMARY KEY (bucket, account_id, video_id);

ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_pkey PRIMARY KEY (bucket, follower_id, followee_id);

ALTER TABLE ONLY public.follower
    ADD CONSTRAINT follower_pkey PRIMARY KEY (bucket, followee_id, follower_id);

ALTER TABLE ONLY public.handle
    ADD CONSTRAINT handle_account_id_key UNIQUE (account_id);

ALTER TABLE ONLY public.handle
    ADD CONSTRAINT handle_pkey PRIMARY KEY (handle);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (bucket, viewer_id, key);

ALTER TABLE ONLY public.ingest
    ADD CONSTRAINT ingest_pkey PRIMARY KEY (bucket, video_id);

ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (bucket, id);

ALTER TABLE ONLY public.seen
    ADD CONSTRAINT seen_pkey PRIMARY KEY (bucket, viewer_id, video_id);

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (bucket, account_id, token_hash);

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_pkey PRIMARY KEY (bucket, id);

ALTER TABLE ONLY public.video
    ADD CONSTRAINT video_pkey PRIMARY KEY (bucket, id);

ALTER TABLE ONLY public.video_tag
    ADD CONSTRAINT video_tag_pkey PRIMARY KEY (tag, video_id);

ALTER TABLE ONLY public.view_event
    ADD CONSTRAINT view_event_pkey PRIMARY KEY (bucket, viewer_id, event_id);

CREATE INDEX account_words ON public.account USING gin ((((handle || ' '::text) || name)) public.gin_trgm_ops);

CREATE INDEX comment_of_video ON public.comment USING btree (bucket, video_id, id DESC) WHERE (parent_id IS NULL);

CREATE INDEX comment_replies ON public.comment USING btree (bucket, parent_id, id) WHERE (parent_id IS NOT NULL);

CREATE INDEX favorite_latest ON public.favorite USING btree (bucket, account_id, created_at DESC, video_id DESC);

CREATE INDEX idempotency_by_age ON public.idempotency USING btree (created_at);

CREATE INDEX seen_oldest ON public.seen USING btree (bucket, viewer_id, served_at);

CREATE INDEX upload_open_expiry ON public.upload USING btree (expires_at) WHERE (state = 'open'::text);

CREATE UNIQUE INDEX upload_same_file ON public.upload USING btree (bucket, account_id, sha256, size_bytes) WHERE (NOT replaced);

CREATE INDEX video_by_author ON public.video USING btree (bucket, author_id, id DESC);

CREATE INDEX video_caption_words ON public.video USING gin (caption public.gin_trgm_ops) WHERE (state = 'ready'::text);

CREATE INDEX video_fresh ON public.video USING btree (id DESC) WHERE (state = 'ready'::text);

CREATE INDEX video_tag_by_video ON public.video_tag USING btree (video_id);
