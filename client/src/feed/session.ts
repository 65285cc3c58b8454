import { createSignal } from "solid-js";
import { isProblem } from "../api/problems";
import { getFeed } from "../api/routes";
import type { FeedPage, Page, Reason } from "../api/types";
import { onMeChanged } from "../entities/me";
import { putVideos } from "../entities/videos";
import { limits } from "../kernel/limits";
import { dropKeptPage, keepPage, keptPage } from "./keep";
import { IdList } from "./list";
import { flushViews } from "./report";

export type HomeKind = "mixed" | "following";

const reasons = new Map<string, Reason>();
const [kind, setKind] = createSignal<HomeKind>("mixed");
/** The clips come from what this device kept. */
const [fromKept, setFromKept] = createSignal(false);

export { fromKept, kind, setKind };

export const home: Record<HomeKind, IdList> = {
  mixed: new IdList((cursor) => fetchPage("mixed", cursor)),
  following: new IdList((cursor) => fetchPage("following", cursor)),
};

async function fetchPage(which: HomeKind, cursor: string | null): Promise<Page<string>> {
  // The server is told what was seen before it chooses what comes next.
  await flushViews();
  try {
    const page = await getFeed(which, { cursor, limit: limits.page_items });
    setFromKept(false);
    if (which === "mixed") void keepPage(page);
    return learn(page);
  } catch (error) {
    const kept = which === "mixed" && home.mixed.ids().length === 0 && isProblem(error, "offline") ? await keptPage() : null;
    if (!kept) throw error;
    setFromKept(true);
    return { ...learn(kept), next_cursor: kept.next_cursor ?? "" };
  }
}

function learn(page: FeedPage): Page<string> {
  const ready = page.items.filter((item) => item.video.state === "ready");
  putVideos(ready.map((item) => item.video));
  for (const item of ready) reasons.set(item.video.id, item.reason);
  return { items: ready.map((item) => item.video.id), next_cursor: page.next_cursor };
}

/** The page inside the document: the feed is not asked for again. */
export function startWith(page: FeedPage): void {
  home.mixed.take(learn(page));
  void keepPage(page);
}

export function reasonOf(id: string): Reason | undefined {
  return reasons.get(id);
}

export function reasonWords(reason: Reason | undefined): string {
  switch (reason) {
    case "followed": return "followed";
    case "fresh": return "new";
    case "popular": return "popular lately";
    case "again": return "from before – you have seen everything new";
    case undefined: return "";
    default: return reason satisfies never;
  }
}

globalThis.addEventListener?.("online", () => {
  if (!fromKept()) return;
  setFromKept(false);
  home.mixed.renewAfter(home.mixed.index() + 1);
  home.mixed.approach(home.mixed.index());
});

onMeChanged((account) => {
  if (!account) void dropKeptPage();
  // A feed nobody has opened is not asked for: clips that are served and not shown are lost on the viewer.
  const opened = home.mixed.ids().length > 0;
  home.mixed.renewAfter(home.mixed.index() + 1);
  home.following.renewAfter(0);
  home.following.setIndex(0);
  if (opened) home.mixed.approach(home.mixed.index());
});
