import type {
  Account, Comment, FeedKind, FeedPage, Page, PartDeclared, SearchResult, SignedIn, Upload, Video, ViewEvent,
} from "./types";
import { call } from "./client";

type Stop = AbortSignal | undefined;
interface Slice { cursor?: string | null; limit?: number; signal?: AbortSignal }
const at = (text: string) => encodeURIComponent(text);
const page = (slice: Slice) => ({ query: { cursor: slice.cursor, limit: slice.limit }, signal: slice.signal });

export const signUp = (handle: string, password: string, name?: string) =>
  call<SignedIn>("POST", "accounts", { json: { handle, password, ...(name ? { name } : {}) } });
export const signIn = (handle: string, password: string) =>
  call<SignedIn>("POST", "sessions", { json: { handle, password } });
export const signOut = () => call<void>("DELETE", "sessions/current");

export const getMe = (signal?: Stop) => call<Account>("GET", "me", { signal });
export const patchMe = (json: { name?: string; bio?: string }) => call<Account>("PATCH", "me", { json });
export const putPicture = (body: Blob) => call<Account | undefined>("PUT", "me/picture", { body });
export const deletePicture = () => call<Account | undefined>("DELETE", "me/picture");

export const getAccount = (handle: string, signal?: Stop) => call<Account>("GET", `accounts/${at(handle)}`, { signal });
export const getAccountVideos = (handle: string, slice: Slice) =>
  call<Page<Video>>("GET", `accounts/${at(handle)}/videos`, page(slice));
export const getAccountFavorites = (handle: string, slice: Slice) =>
  call<Page<Video>>("GET", `accounts/${at(handle)}/favorites`, page(slice));
export const getAccountList = (handle: string, which: "followers" | "following", slice: Slice) =>
  call<Page<Account>>("GET", `accounts/${at(handle)}/${which}`, page(slice));
export const putFollow = (handle: string) => call<void>("PUT", `accounts/${at(handle)}/follow`);
export const deleteFollow = (handle: string) => call<void>("DELETE", `accounts/${at(handle)}/follow`);

export const getFeed = (kind: FeedKind, slice: Slice) =>
  call<FeedPage>("GET", "feed", { query: { kind, cursor: slice.cursor, limit: slice.limit }, signal: slice.signal });
export const getVideo = (id: string, signal?: Stop) => call<Video>("GET", `videos/${at(id)}`, { signal });
export const deleteVideo = (id: string) => call<void>("DELETE", `videos/${at(id)}`);
export const putFavorite = (id: string) => call<void>("PUT", `videos/${at(id)}/favorite`);
export const deleteFavorite = (id: string) => call<void>("DELETE", `videos/${at(id)}/favorite`);
export const postViews = (events: ViewEvent[], leaving: boolean) =>
  call<{ accepted: number }>("POST", "views", { json: { events }, keepalive: leaving, attempts: leaving ? 1 : 2 });

export const getComments = (videoId: string, slice: Slice & { parentId?: string }) =>
  call<Page<Comment>>("GET", `videos/${at(videoId)}/comments`, {
    query: { cursor: slice.cursor, limit: slice.limit, parent_id: slice.parentId }, signal: slice.signal,
  });
export const postComment = (videoId: string, text: string, parentId: string | null) =>
  call<Comment>("POST", `videos/${at(videoId)}/comments`, { json: { text, ...(parentId ? { parent_id: parentId } : {}) } });
export const deleteComment = (id: string) => call<void>("DELETE", `comments/${at(id)}`);
export const putCommentFavorite = (id: string) => call<void>("PUT", `comments/${at(id)}/favorite`);
export const deleteCommentFavorite = (id: string) => call<void>("DELETE", `comments/${at(id)}/favorite`);

export const getTag = (tag: string, slice: Slice) => call<Page<Video>>("GET", `tags/${at(tag)}`, page(slice));
export const search = (q: string, signal?: Stop) => call<SearchResult>("GET", "search", { query: { q }, signal });
export const report = (target_kind: "video" | "comment" | "account", target_id: string, reason: string) =>
  call<unknown>("POST", "reports", { json: { target_kind, target_id, reason } });

export interface UploadWords { caption?: string; tags?: string[] }
export const postUpload = (file: { name: string; size_bytes: number; sha256: string }, signal?: Stop) =>
  call<Upload>("POST", "uploads", { json: file, signal });
export const putParts = (id: string, parts: PartDeclared[], signal?: Stop) =>
  call<Upload>("PUT", `uploads/${at(id)}/parts`, { json: { parts }, signal });
export const getUpload = (id: string, signal?: Stop) => call<Upload>("GET", `uploads/${at(id)}`, { signal });
export const deleteUpload = (id: string) => call<void>("DELETE", `uploads/${at(id)}`);
export const completeUpload = (id: string, words: UploadWords, signal?: Stop) =>
  call<{ video: Video }>("POST", `uploads/${at(id)}/complete`, { json: words, signal });
