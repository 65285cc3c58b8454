import { backoffMs, sleep } from "../kernel/backoff";
import { limits } from "../kernel/limits";
import { randomId } from "../kernel/random";
import { Problem, isPassing } from "./problems";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface CallOptions {
  query?: Record<string, string | number | null | undefined>;
  json?: unknown;
  body?: Blob;
  signal?: AbortSignal | undefined;
  keepalive?: boolean;
  attempts?: number;
}

let signedOut: () => void = () => {};

/** Called whenever the server says that nobody is signed in, so that the app can forget the account. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const key = method === "GET" ? null : randomId();
  const attemptsMax = options.attempts ?? limits.request_attempts_max;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once<T>(method, path, key, options);
    } catch (error) {
      if (attempt >= attemptsMax || !isPassing(error) || options.signal?.aborted) throw error;
      const asked = error instanceof Problem ? error.retryAfterMs : null;
      await sleep(Math.min(asked ?? backoffMs(attempt), limits.retry_most_ms), options.signal);
    }
  }
}

async function once<T>(method: Method, path: string, key: string | null, options: CallOptions): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (key) headers["idempotency-key"] = key;
  if (options.json !== undefined) headers["content-type"] = "application/json";
  else if (options.body) headers["content-type"] = options.body.type || "application/octet-stream";

  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), limits.request_ms);
  const passOn = () => stop.abort(options.signal?.reason);
  if (options.signal?.aborted) passOn();
  options.signal?.addEventListener("abort", passOn, { once: true });
  try {
    const response = await fetch(address(path, options.query), {
      method,
      headers,
      body: options.json !== undefined ? JSON.stringify(options.json) : (options.body ?? null),
      credentials: "same-origin",
      signal: stop.signal,
      keepalive: options.keepalive ?? false,
    });
    if (response.ok) return (response.status === 204 ? undefined : await response.json().catch(() => undefined)) as T;
    const problem = await readProblem(response);
    if (problem.code === "signed_out") signedOut();
    throw problem;
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (options.signal?.aborted) throw options.signal.reason;
    throw new Problem(0, "offline", "No answer from the service.");
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", passOn);
  }
}

function address(path: string, query: CallOptions["query"]): string {
  const url = `/api/v1/${path}`;
  const pairs = Object.entries(query ?? {}).filter((pair) => pair[1] !== null && pair[1] !== undefined && pair[1] !== "");
  if (pairs.length === 0) return url;
  return `${url}?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`;
}

export async function readProblem(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as { code?: string; detail?: string; field?: string };
  const after = Number(response.headers.get("retry-after"));
  const fallback = response.status >= 500 ? (response.status === 500 ? "internal" : "unavailable") : `http_${response.status}`;
  return new Problem(
    response.status,
    body.code ?? fallback,
    body.detail ?? "",
    body.field ?? null,
    Number.isFinite(after) && after > 0 ? after * 1000 : null,
  );
}
