import { getAccountFavorites, getAccountVideos, getFeed, getTag } from "../api/routes";
import type { Page, Video } from "../api/types";
import { onMeChanged } from "../entities/me";
import { putVideos } from "../entities/videos";
import { limits } from "../kernel/limits";
import { IdList } from "./list";

const kept = new Map<string, IdList>();

onMeChanged(() => kept.clear());

function keptList(name: string, make: () => IdList): IdList {
  const list = kept.get(name) ?? make();
  kept.delete(name);
  kept.set(name, list);
  if (kept.size > limits.lists_kept_max) kept.delete(kept.keys().next().value as string);
  return list;
}

function ids(page: Page<Video>): Page<string> {
  const ready = page.items.filter((video) => video.state === "ready");
  putVideos(ready);
  return { items: ready.map((video) => video.id), next_cursor: page.next_cursor };
}

const limit = limits.grid_page_items;

export const authorList = (handle: string) =>
  keptList(`@${handle}`, () => new IdList(async (cursor) => ids(await getAccountVideos(handle, { cursor, limit }))));
export const favoritesList = (handle: string) =>
  keptList(`favorites ${handle}`, () => new IdList(async (cursor) => ids(await getAccountFavorites(handle, { cursor, limit }))));
export const tagList = (tag: string) =>
  keptList(`#${tag}`, () => new IdList(async (cursor) => ids(await getTag(tag, { cursor, limit }))));
export const discoverList = () =>
  keptList("discover", () => new IdList(async (cursor) => {
    const page = await getFeed("recommended", { cursor, limit });
    return ids({ items: page.items.map((item) => item.video), next_cursor: page.next_cursor });
  }));

/** Own clips and favorites changed: the next look reads them again. */
export function forgetLists(...names: string[]): void {
  for (const name of names) kept.delete(name);
}

/** One clip by its address, then the others of its author. */
export function startingWith(video: Video): IdList {
  const list = new IdList(async (cursor) => ids(await getAccountVideos(video.author.handle, { cursor, limit })));
  list.take({ items: [video.id], next_cursor: "" });
  return list;
}

// A grid hands the list it shows to the deck that opens from it.
let handedOver: IdList | null = null;
export function handOver(list: IdList | null): void {
  handedOver = list;
}
export function takeOver(id: string): IdList | null {
  return handedOver?.ids().includes(id) ? handedOver : null;
}
