import { Problem, isPassing } from "../api/problems";
import { completeUpload, getUpload, postUpload, putParts } from "../api/routes";
import type { Part, Upload, Video } from "../api/types";
import { me } from "../entities/me";
import { loadVideo } from "../entities/videos";
import { backoffMs, onlineOr, sleep } from "../kernel/backoff";
import { limits } from "../kernel/limits";
import type { UploadItem } from "./item";
import { hasPrivateFiles, keptFile } from "./keep";
import { isFresh, partRanges, partsLeft, storedBytes } from "./plan";
import { prepare } from "./prepare";
import { sendPart } from "./send";

/** Takes an upload from wherever it stands to a clip that is ready or refused. Safe to start again at any moment. */
export async function runUpload(item: UploadItem): Promise<Video> {
  const file = await prepared(item);
  await account(item);
  if (!item.draft().videoId) {
    for (;;) {
      const upload = await declared(item, file);
      if (upload.state === "complete" && upload.video) {
        await item.change({ videoId: upload.video.id });
        break;
      }
      await sendAll(item, upload, file);
      if (await publish(item, upload.id)) break;
    }
  }
  return watchIngest(item);
}

async function prepared(item: UploadItem): Promise<Blob> {
  const draft = item.draft();
  if (draft.sha256) {
    const kept = (await keptFile(draft)) ?? item.file();
    if (!kept) throw new Problem(410, "file_lost", "The browser has lost its copy of this file. Choose it again.");
    item.setFile(() => kept);
    return kept;
  }
  const chosen = item.file();
  if (!chosen) throw new Problem(410, "file_lost", "The file was not read to its end. Choose it again.");
  item.enter("preparing");
  const own = hasPrivateFiles();
  let hashes: string[];
  try {
    hashes = await prepare({ kind: "whole", file: chosen, keepAs: own ? item.id : null }, (bytes) => item.sent(bytes), item.signal);
  } catch (error) {
    if (item.signal.aborted) throw error;
    // No room for a copy, or a private window: sending goes on from the chosen file, only a reload would lose it.
    hashes = await prepare({ kind: "whole", file: chosen, keepAs: null }, (bytes) => item.sent(bytes), item.signal);
  }
  await item.change({ sha256: hashes[0] as string, ...(own ? {} : { file: chosen }) });
  return (await keptFile(item.draft())) ?? chosen;
}

async function account(item: UploadItem): Promise<void> {
  while (!me() || (item.draft().accountId && item.draft().accountId !== me()?.id)) {
    item.enter("account");
    await item.acted();
  }
  if (!item.draft().accountId) await item.change({ accountId: me()?.id ?? null });
}

/** The server's view of the upload, with every part declared. */
async function declared(item: UploadItem, file: Blob): Promise<Upload> {
  item.enter("sending");
  const { name, sizeBytes, sha256, uploadId } = item.draft();
  let upload = uploadId ? await patiently(item, () => getUpload(uploadId, item.signal)).catch(forgotten) : null;
  upload ??= await patiently(item, () => postUpload({ name, size_bytes: sizeBytes, sha256: sha256 ?? "" }, item.signal));
  await item.change({ uploadId: upload.id });
  if (upload.state === "complete" || upload.parts.length > 0) return upload;
  const ranges = partRanges(sizeBytes, upload.part_bytes);
  const hashes = await prepare({ kind: "parts", file, partBytes: upload.part_bytes }, () => {}, item.signal);
  const parts = ranges.map(({ n, start, end }, i) => ({ n, size_bytes: end - start, sha256: hashes[i] as string }));
  const id = upload.id;
  return patiently(item, () => putParts(id, parts, item.signal));
}

/** An upload that the server kept for a week and then dropped is begun again. */
function forgotten(error: unknown): null {
  if (error instanceof Problem && (error.status === 404 || error.status === 410)) return null;
  throw error;
}

async function sendAll(item: UploadItem, first: Upload, file: Blob): Promise<void> {
  let upload = first;
  let failures = 0;
  while (partsLeft(upload).length > 0) {
    const before = storedBytes(upload);
    item.enter("sending");
    try {
      await sendRound(item, upload, file);
    } catch (error) {
      if (item.signal.aborted || !isSendingTrouble(error)) throw error;
      if (!navigator.onLine) item.enter("waiting");
      else failures += 1;
      if (failures >= limits.upload_part_attempts_max) throw error;
      await onlineOr(navigator.onLine ? backoffMs(failures) : limits.retry_most_ms, item.signal);
    }
    // Whatever went wrong, the server knows what is there and gives fresh addresses for the rest.
    upload = await patiently(item, () => getUpload(upload.id, item.signal));
    if (storedBytes(upload) > before) failures = 0;
  }
  item.sent(item.draft().sizeBytes);
}

function isSendingTrouble(error: unknown): boolean {
  return error instanceof Problem && (isPassing(error) || error.status === 403 || error.status === 400 || error.status >= 500 || error.status === 429);
}

/** Few parts at a time; the first failure ends the round, the others in flight finish or fail by themselves. */
async function sendRound(item: UploadItem, upload: Upload, file: Blob): Promise<void> {
  const start = new Map(partRanges(upload.size_bytes, upload.part_bytes).map((range) => [range.n, range.start]));
  const queue = partsLeft(upload).filter((part) => isFresh(part, Date.now()));
  const inFlight = new Map<number, number>();
  let stored = storedBytes(upload);
  let failed = false;
  const show = () => item.sent(stored + [...inFlight.values()].reduce((sum, bytes) => sum + bytes, 0));
  const lane = async () => {
    for (let part = queue.shift(); part && !failed; part = queue.shift()) {
      const { n, size_bytes } = part as Part;
      const from = start.get(n) ?? 0;
      try {
        await sendPart(part, file.slice(from, from + size_bytes), (bytes) => { inFlight.set(n, Math.min(bytes, size_bytes)); show(); }, item.signal);
        stored += size_bytes;
      } catch (error) {
        failed = true;
        throw error;
      } finally {
        inFlight.delete(n);
        show();
      }
    }
  };
  show();
  const lanes = await Promise.allSettled(Array.from({ length: limits.upload_parts_at_once }, lane));
  const broken = lanes.find((result) => result.status === "rejected");
  if (broken) throw broken.reason;
}

/** False when the server misses parts after all: then they are sent. */
async function publish(item: UploadItem, uploadId: string): Promise<boolean> {
  while (!item.draft().publish) {
    item.enter("sent");
    await item.acted();
  }
  item.enter("publishing");
  const { caption, tags } = item.draft();
  try {
    const { video } = await patiently(item, () => completeUpload(uploadId, { caption, tags }, item.signal));
    await item.change({ videoId: video.id });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.status === 409) {
      const upload = await patiently(item, () => getUpload(uploadId, item.signal));
      if (partsLeft(upload).length > 0) return false;
    }
    throw error;
  }
}

async function watchIngest(item: UploadItem): Promise<Video> {
  item.enter("checking");
  item.sent(item.draft().sizeBytes);
  const id = item.draft().videoId as string;
  const until = Date.now() + limits.upload_poll_ms_max;
  let wait: number = limits.upload_poll_first_ms;
  while (Date.now() < until) {
    const video = await patiently(item, () => loadVideo(id, item.signal));
    if (video.state === "ready" || video.state === "refused") return video;
    await sleep(wait, item.signal);
    wait = Math.min(limits.upload_poll_most_ms, wait * 1.3);
  }
  throw new Problem(504, "still_checking", "Checking takes longer than usual. Your clip is safe at the service.");
}

/** A request that only a network can answer waits for one, as long as it takes. */
async function patiently<T>(item: UploadItem, ask: () => Promise<T>): Promise<T> {
  const step = item.step();
  for (let failures = 1; ; failures += 1) {
    try {
      const answer = await ask();
      if (item.step() === "waiting") item.enter(step);
      return answer;
    } catch (error) {
      if (item.signal.aborted || !(isPassing(error) || (error instanceof Problem && error.status === 429))) throw error;
      if (!navigator.onLine) failures = 1;
      if (failures >= limits.upload_part_attempts_max) throw error;
      if (step === "sending") item.enter("waiting");
      const asked = error instanceof Problem ? error.retryAfterMs : null;
      await onlineOr(navigator.onLine ? Math.min(asked ?? backoffMs(failures), limits.retry_most_ms) : limits.retry_most_ms, item.signal);
    }
  }
}
