// The bodies of /api/v1 as the client reads them. Ids are strings.

export interface AccountBrief {
  id: string;
  handle: string;
  name: string;
  picture: string | null;
}

export interface Account extends AccountBrief {
  bio: string;
  counts: { followers: number; following: number; videos: number };
  viewer: { following: boolean };
}

export interface MediaObject {
  bytes: number;
  start_ms: number;
  duration_ms: number;
}

export interface Rendition {
  name: string;
  type: string;
  codecs: string;
  width: number;
  height: number;
  bytes: number;
  bitrate: number;
  url: string;
  base: string;
  objects: MediaObject[];
}

export type VideoState = "uploaded" | "processing" | "ready" | "refused";

export interface Video {
  id: string;
  state: VideoState;
  refusal?: { code: string; detail: string } | null;
  author: AccountBrief;
  caption: string;
  tags: string[];
  duration_ms: number;
  width: number;
  height: number;
  poster: string | null;
  thumbhash: string | null;
  renditions: Rendition[];
  counts: { views: number; favorites: number; comments: number };
  viewer: { favorited: boolean; following: boolean };
  created_at: string;
}

export interface Comment {
  id: string;
  video_id: string;
  author: AccountBrief;
  text: string;
  parent_id: string | null;
  counts: { favorites: number; replies: number };
  viewer: { favorited: boolean };
  created_at: string;
}

export type FeedKind = "mixed" | "following" | "recommended";
export type Reason = "followed" | "popular" | "fresh" | "again";

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export type FeedPage = Page<{ video: Video; reason: Reason }>;

export interface SearchResult {
  accounts: Account[];
  videos: Video[];
  tags: string[];
}

export interface PartDeclared {
  n: number;
  size_bytes: number;
  sha256: string;
}

export interface Part extends PartDeclared {
  stored: boolean;
  url: string | null;
  headers: Record<string, string>;
  expires_at: string | null;
}

export interface Upload {
  id: string;
  state: "open" | "complete";
  name: string;
  size_bytes: number;
  sha256: string;
  part_bytes: number;
  parts: Part[];
  video: Video | null;
  expires_at: string;
}

export interface ViewEvent {
  event_id: string;
  video_id: string;
  watched_ms: number;
  started_at: string;
}

export interface SignedIn {
  account: Account;
  token: string;
}
