// What survives a reload or a crash: the draft in IndexedDB, its file in the origin private file system
// (in IndexedDB too where there is none, as on plain http under another name than localhost).

export interface Draft {
  id: string;
  /** Another person on this device neither sees nor sends it. */
  accountId: string | null;
  name: string;
  sizeBytes: number;
  type: string;
  caption: string;
  tags: string[];
  publish: boolean;
  sha256: string | null;
  uploadId: string | null;
  videoId: string | null;
  /** The file itself, only without a private file system. */
  file?: Blob;
}

export const FOLDER = "uploads";

export function hasPrivateFiles(): boolean {
  return typeof navigator.storage?.getDirectory === "function";
}

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("onereel", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function withDrafts<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await database()).transaction("drafts", mode);
  const request = act(transaction.objectStore("drafts"));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? request.error);
  });
}

export const keepDraft = (draft: Draft) => withDrafts("readwrite", (store) => store.put(draft));
export const keptDrafts = () => withDrafts<Draft[]>("readonly", (store) => store.getAll());

export async function dropDraft(id: string): Promise<void> {
  await withDrafts("readwrite", (store) => store.delete(id));
  if (!hasPrivateFiles()) return;
  const folder = await privateFolder();
  await folder.removeEntry(id).catch(() => {});
}

/** The kept file, or null when the browser has lost it. */
export async function keptFile(draft: Draft): Promise<Blob | null> {
  if (draft.file) return draft.file;
  if (!hasPrivateFiles()) return null;
  try {
    const file = await (await (await privateFolder()).getFileHandle(draft.id)).getFile();
    return file.size === draft.sizeBytes ? file : null;
  } catch {
    return null;
  }
}

/** Files whose draft is gone: a page that died between the two deletions. */
export async function sweepFiles(known: ReadonlySet<string>): Promise<void> {
  if (!hasPrivateFiles()) return;
  const folder = await privateFolder();
  const names: string[] = [];
  for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
  for (const name of names) if (!known.has(name)) await folder.removeEntry(name).catch(() => {});
}

async function privateFolder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}
