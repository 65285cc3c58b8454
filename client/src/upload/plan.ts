import type { Part, Upload } from "../api/types";
import { megabytes } from "../kernel/words";

// What is left to do for an upload, and how to say it. Pure.

export interface PartRange {
  n: number;
  start: number;
  end: number;
}

/** The file cut into parts, numbered from 1: each of `partBytes` but the last. */
export function partRanges(sizeBytes: number, partBytes: number): PartRange[] {
  const ranges: PartRange[] = [];
  for (let start = 0; start < sizeBytes; start += partBytes) {
    ranges.push({ n: ranges.length + 1, start, end: Math.min(start + partBytes, sizeBytes) });
  }
  return ranges;
}

export function partsLeft(upload: Upload): Part[] {
  return upload.parts.filter((part) => !part.stored);
}

export function storedBytes(upload: Upload): number {
  return upload.parts.reduce((sum, part) => sum + (part.stored ? part.size_bytes : 0), 0);
}

/** An address that ends within the minute is asked for anew rather than tried. */
export function isFresh(part: Part, now: number): boolean {
  return part.url !== null && part.expires_at !== null && Date.parse(part.expires_at) - now > 60_000;
}

export type Step =
  | "preparing" | "account" | "sending" | "waiting" | "sent" | "publishing" | "checking" | "live" | "refused" | "failed";

export interface Progress {
  step: Step;
  sizeBytes: number;
  doneBytes: number;
  failure?: string | undefined;
}

/** One ring for the whole way: a tenth for preparing, most for sending, the rest for what the server does. */
export function ringShare({ step, sizeBytes, doneBytes }: Progress): number {
  const share = sizeBytes > 0 ? Math.min(1, doneBytes / sizeBytes) : 0;
  switch (step) {
    case "preparing": return 0.1 * share;
    case "account": return 0.1;
    case "sending": case "waiting": case "failed": return 0.1 + 0.8 * share;
    case "sent": case "publishing": return 0.9;
    case "checking": return 0.95;
    case "live": case "refused": return 1;
    default: return step satisfies never;
  }
}

export function storyOf({ step, sizeBytes, doneBytes, failure }: Progress): string {
  switch (step) {
    case "preparing": return "Preparing";
    case "account": return "Kept on this device. Sign in to send it.";
    case "sending": return `Sending ${megabytes(Math.min(doneBytes, sizeBytes))} of ${megabytes(sizeBytes)} MB`;
    case "waiting": return `Waiting for a network. ${megabytes(doneBytes)} of ${megabytes(sizeBytes)} MB are safe.`;
    case "sent": return "All sent. Publish when you are ready.";
    case "publishing": return "Publishing";
    case "checking": return "Checking";
    case "live": return "Live";
    case "refused": case "failed": return failure ?? "That did not work.";
    default: return step satisfies never;
  }
}
