import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { FOLDER } from "./keep";
import { partRanges } from "./plan";

export type Ask =
  | { kind: "whole"; file: Blob; keepAs: string | null }
  | { kind: "parts"; file: Blob; partBytes: number };

export type Tell =
  | { kind: "progress"; doneBytes: number }
  | { kind: "done"; sha256: string[] }
  | { kind: "failed"; reason: string };

const worker = self as unknown as DedicatedWorkerGlobalScope;
const tell = (message: Tell) => worker.postMessage(message);
const STEP_BYTES = 1_000_000;

worker.onmessage = (message: MessageEvent<Ask>) => {
  const ask = message.data;
  (ask.kind === "whole" ? whole(ask.file, ask.keepAs) : parts(ask.file, ask.partBytes))
    .then((hashes) => tell({ kind: "done", sha256: hashes }))
    .catch((error: unknown) => tell({ kind: "failed", reason: error instanceof Error ? error.name : "Error" }));
};

/** Reads the file once: each piece is hashed and, where asked, written to the private file system. */
async function whole(file: Blob, keepAs: string | null): Promise<string[]> {
  const hash = sha256.create();
  const copy = keepAs === null ? null : await openCopy(keepAs);
  try {
    copy?.truncate(0);
    for (let at = 0; at < file.size; at += STEP_BYTES) {
      const bytes = new Uint8Array(await file.slice(at, at + STEP_BYTES).arrayBuffer());
      hash.update(bytes);
      copy?.write(bytes, { at });
      tell({ kind: "progress", doneBytes: at + bytes.byteLength });
    }
    copy?.flush();
  } finally {
    copy?.close();
  }
  return [bytesToHex(hash.digest())];
}

async function parts(file: Blob, partBytes: number): Promise<string[]> {
  const hashes: string[] = [];
  for (const { start, end } of partRanges(file.size, partBytes)) {
    const bytes = new Uint8Array(await file.slice(start, end).arrayBuffer());
    // Outside secure contexts there is no crypto.subtle.
    const digest = worker.crypto.subtle ? new Uint8Array(await worker.crypto.subtle.digest("SHA-256", bytes)) : sha256(bytes);
    hashes.push(bytesToHex(digest));
  }
  return hashes;
}

async function openCopy(name: string): Promise<FileSystemSyncAccessHandle> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  return (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle();
}
