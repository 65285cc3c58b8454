import { getAccountList, search } from "../api/routes";
import type { SearchResult } from "../api/types";
import { putAccounts } from "../entities/accounts";
import { putVideos } from "../entities/videos";
import { limits } from "../kernel/limits";
import { IdList } from "./list";

/** Followers or followed, as handles. */
export function peopleList(handle: string, which: "followers" | "following"): IdList {
  return new IdList(async (cursor) => {
    const page = await getAccountList(handle, which, { cursor, limit: limits.grid_page_items });
    putAccounts(page.items);
    return { items: page.items.map((account) => account.handle), next_cursor: page.next_cursor };
  });
}

export interface Found {
  handles: string[];
  clips: IdList;
  tags: string[];
}

export async function find(words: string, signal: AbortSignal): Promise<Found> {
  const result: SearchResult = await search(words, signal);
  const ready = result.videos.filter((video) => video.state === "ready");
  putAccounts(result.accounts);
  putVideos(ready);
  const clips = new IdList(() => Promise.resolve({ items: [], next_cursor: null }));
  clips.take({ items: ready.map((video) => video.id), next_cursor: null });
  return { handles: result.accounts.map((account) => account.handle), clips, tags: result.tags };
}
