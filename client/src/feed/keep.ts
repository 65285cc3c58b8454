import type { FeedPage } from "../api/types";

// The last page of the feed, for a start without network. It belongs to one account and goes with it.

const CACHE = "onereel-feed";
const NAME = "/kept/feed";

export async function keepPage(page: FeedPage): Promise<void> {
  if (!("caches" in globalThis) || page.items.length === 0) return;
  const cache = await caches.open(CACHE);
  await cache.put(NAME, new Response(JSON.stringify(page), { headers: { "content-type": "application/json" } }));
}

export async function keptPage(): Promise<FeedPage | null> {
  if (!("caches" in globalThis)) return null;
  const answer = await (await caches.open(CACHE)).match(NAME);
  return answer ? ((await answer.json()) as FeedPage) : null;
}

export async function dropKeptPage(): Promise<void> {
  if ("caches" in globalThis) await caches.delete(CACHE);
}
