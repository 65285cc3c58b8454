import { createEffect, createRoot, createSignal } from "solid-js";
import { Problem, sentence } from "../api/problems";
import { deleteUpload } from "../api/routes";
import { me, onMeChanged, refreshMe } from "../entities/me";
import { limits } from "../kernel/limits";
import { randomId } from "../kernel/random";
import { megabytes } from "../kernel/words";
import { UploadItem } from "./item";
import { type Draft, dropDraft, keepDraft, keptDrafts, keptFile, sweepFiles } from "./keep";
import { runUpload } from "./run";
import { setUploadShare } from "./state";

// Uploads live here and not in a screen: leaving the page of an upload does not end it.

const [items, setItems] = createSignal<UploadItem[]>([]);
const publishedListeners = new Set<(handle: string) => void>();

/** Of the person who is here, and of nobody yet. */
export const uploads = () => items().filter((item) => !item.draft().accountId || item.draft().accountId === me()?.id);

export function onPublished(listener: (handle: string) => void): void {
  publishedListeners.add(listener);
}

/** Why a file is not taken at all; null when it may be tried. The server decides about what is inside. */
export function refusalOf(file: File): string | null {
  if (file.size === 0) return "This file is empty.";
  if (file.size > limits.upload_bytes_max) return `This file has ${megabytes(file.size)} MB. A clip has at most ${megabytes(limits.upload_bytes_max)} MB.`;
  if (uploads().filter((item) => item.step() !== "live").length >= limits.uploads_waiting_max) return "Five clips are on their way already. Wait for one of them.";
  return null;
}

export async function addUpload(file: File): Promise<UploadItem> {
  const draft: Draft = {
    id: randomId(), accountId: me()?.id ?? null, name: file.name.slice(0, 200) || "clip", sizeBytes: file.size, type: file.type,
    caption: "", tags: [], publish: false, sha256: null, uploadId: null, videoId: null,
  };
  void navigator.storage?.persist?.().catch(() => false);
  await keepDraft(draft).catch(() => {});
  const item = new UploadItem(draft, file);
  setItems((all) => [...all, item]);
  void follow(item);
  return item;
}

export async function publishUpload(item: UploadItem): Promise<void> {
  await item.change({ publish: true });
  item.wake();
}

export async function discardUpload(item: UploadItem): Promise<void> {
  item.stop();
  setItems((all) => all.filter((other) => other !== item));
  const { uploadId, videoId } = item.draft();
  await dropDraft(item.id).catch(() => {});
  if (uploadId && !videoId) await deleteUpload(uploadId).catch(() => {});
}

export function retryUpload(item: UploadItem): void {
  item.renew();
  void follow(item);
}

let resumed: Promise<void> | undefined;

export function resumeUploads(): Promise<void> {
  resumed ??= resume();
  return resumed;
}

async function resume(): Promise<void> {
  const drafts = await keptDrafts().catch(() => [] as Draft[]);
  const known = new Set(items().map((item) => item.id));
  await sweepFiles(new Set([...drafts.map((draft) => draft.id), ...known])).catch(() => {});
  for (const draft of drafts) {
    if (known.has(draft.id)) continue;
    // A draft whose copying was cut off has no file to go on from.
    if (!draft.sha256) { await dropDraft(draft.id); continue; }
    const item = new UploadItem(draft, await keptFile(draft));
    setItems((all) => [...all, item]);
    void follow(item);
  }
}

async function follow(item: UploadItem): Promise<void> {
  try {
    const video = await alone(item, () => runUpload(item));
    if (video.state === "refused") {
      item.enter("refused", video.refusal?.detail ?? "This clip cannot be published.");
      return;
    }
    item.enter("live");
    await dropDraft(item.id);
    await refreshMe().catch(() => {});
    for (const listener of publishedListeners) listener(video.author.handle);
  } catch (error) {
    if (item.signal.aborted) return;
    item.enter(error instanceof Problem && error.code === "file_lost" ? "refused" : "failed", sentence(error));
  }
}

/** Two tabs do not send the same clip: the second waits until the first is done or closed. */
async function alone<T>(item: UploadItem, act: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return act();
  return navigator.locks.request(`onereel-upload-${item.id}`, { signal: item.signal }, act) as Promise<T>;
}

onMeChanged((account) => {
  for (const item of items()) {
    const { accountId } = item.draft();
    // Another person's upload stops here and goes on when they are back.
    if ((accountId && accountId !== account?.id) || item.step() === "failed") retryUpload(item);
    else item.wake();
  }
});
addEventListener("online", () => { for (const item of items()) if (item.step() === "failed") retryUpload(item); });

createRoot(() => {
  createEffect(() => {
    const going = uploads().filter((item) => !["live", "refused", "failed"].includes(item.step()));
    setUploadShare(going.length === 0 ? null : going.reduce((sum, item) => sum + item.ring(), 0) / going.length);
  });
});
