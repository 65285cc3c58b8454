-- migrate:up

CREATE TABLE upload (
  bucket integer NOT NULL,
  id bigint NOT NULL,
  account_id bigint NOT NULL,
  name text NOT NULL,
  size_bytes bigint NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  caption text NOT NULL DEFAULT '',
  tags text[] NOT NULL DEFAULT '{}',
  part_bytes integer NOT NULL,
  parts jsonb NOT NULL DEFAULT '[]',
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'complete')),
  video_id bigint,
  replaced boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, id)
);
-- The same file by one account is one upload, unless its video is gone.
CREATE UNIQUE INDEX upload_same_file ON upload (bucket, account_id, sha256, size_bytes) WHERE NOT replaced;
CREATE INDEX upload_open_expiry ON upload (expires_at) WHERE state = 'open';

-- The keys under which objects of a clip lie. While ingest runs, the last one is that of the run which may publish.
CREATE TABLE ingest (
  bucket integer NOT NULL,
  video_id bigint NOT NULL,
  keys text[] NOT NULL,
  PRIMARY KEY (bucket, video_id)
);

-- migrate:down

DROP TABLE ingest, upload;
