import type { Video } from "../api/types";
import { batch } from "solid-js";
import { getVideo } from "../api/routes";
import { limits } from "../kernel/limits";
import { knowFollowing } from "./accounts";
import { Keyed } from "./keyed";

const byId = new Keyed<Video>(limits.entities_max);
const asked = new Keyed<boolean>(limits.entities_max);

export function putVideos(videos: Video[]): void {
  batch(() => {
    for (const video of videos) {
      byId.set(video.id, video);
      knowFollowing(video.author.handle, video.viewer.following);
    }
  });
}

export function video(id: string): Video | undefined {
  return byId.get(id);
}

export async function loadVideo(id: string, signal?: AbortSignal): Promise<Video> {
  const loaded = await getVideo(id, signal);
  putVideos([loaded]);
  return loaded;
}

export function isFavorited(id: string): boolean {
  return asked.get(id) ?? byId.get(id)?.viewer.favorited ?? false;
}

export function favoritesOf(id: string): number {
  const known = byId.get(id);
  if (!known) return 0;
  return Math.max(0, known.counts.favorites + Number(isFavorited(id)) - Number(known.viewer.favorited));
}

export function askFavorited(id: string, value: boolean | undefined): void {
  asked.set(id, value);
}

/** The server has taken the favorite: it moves from the overlay into what is known. */
export function knowFavorited(id: string, value: boolean): void {
  const known = byId.get(id);
  if (!known || known.viewer.favorited === value) return;
  const favorites = Math.max(0, known.counts.favorites + (value ? 1 : -1));
  byId.set(id, { ...known, viewer: { ...known.viewer, favorited: value }, counts: { ...known.counts, favorites } });
}

export function countComments(id: string, change: number): void {
  const known = byId.get(id);
  if (!known) return;
  const comments = Math.max(0, known.counts.comments + change);
  byId.set(id, { ...known, counts: { ...known.counts, comments } });
}
