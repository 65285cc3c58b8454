import { Problem } from "../api/problems";
import type { Part } from "../api/types";
import { limits } from "../kernel/limits";

// Headers that a browser sets itself and lets no script set.
const OWN = new Set(["host", "content-length", "connection"]);

/** Sends one part to its address. XMLHttpRequest, because fetch does not tell how much has left. */
export function sendPart(part: Part, bytes: Blob, onProgress: (sentBytes: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted || part.url === null) return reject(signal.reason ?? new Problem(403, "part_address_refused", ""));
    const request = new XMLHttpRequest();
    let silence: ReturnType<typeof setTimeout> | undefined;
    const offline = () => finish(() => reject(new Problem(0, "offline", "The connection broke.")));
    const stop = () => { request.abort(); finish(() => reject(signal.reason)); };
    const finish = (act: () => void) => { clearTimeout(silence); signal.removeEventListener("abort", stop); act(); };
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => { request.abort(); offline(); }, limits.upload_part_silence_ms);
    };
    signal.addEventListener("abort", stop, { once: true });
    request.open("PUT", part.url);
    for (const [name, value] of Object.entries(part.headers)) {
      if (!OWN.has(name.toLowerCase())) request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (e) => { listen(); onProgress(e.loaded); };
    request.onerror = offline;
    request.onload = () => finish(() => {
      if (request.status >= 200 && request.status < 300) return resolve();
      reject(problemOf(request));
    });
    listen();
    request.send(bytes);
  });
}

function problemOf(request: XMLHttpRequest): Problem {
  let body: { code?: string; detail?: string } = {};
  try { body = JSON.parse(request.responseText) as typeof body; } catch { /* not ours */ }
  return new Problem(request.status, body.code ?? `http_${request.status}`, body.detail ?? "");
}
