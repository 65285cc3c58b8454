// Opens the app without a network and plays what this device kept. What is kept, and for how long, is this list:
const kept = {
  /** The app's own files: until the next version of the app takes over. */
  shell: { cache: `onereel-shell-${SHELL_VERSION}`, files: ["/manifest.webmanifest", "/icon.svg", ...SHELL_ASSETS] },
  /** First objects of clips, and posters: the newest few. The rest is in the browser's own cache, as nginx allows. */
  media: { cache: "onereel-media", entriesMax: 60, entryBytesMax: 1_200_000, pattern: /^\/m\/[^/]+\/(?:[^/]+\/0|poster\.webp)$/ },
  /** Fonts and parts of the app that came after installing. */
  assets: { pattern: /^\/assets\// },
} as const;

declare const SHELL_ASSETS: string[];
declare const SHELL_VERSION: string;
declare const SHELL_HTML: string;
declare const SHELL_POLICY: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
const NAVIGATION_MS = 4_000;

worker.addEventListener("install", (install) => {
  // A new version waits until no page uses the old one: pages keep the parts they were made with.
  install.waitUntil(caches.open(kept.shell.cache).then((cache) => cache.addAll(kept.shell.files)));
});

worker.addEventListener("activate", (activate) => {
  activate.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("onereel-shell-") && name !== kept.shell.cache) await caches.delete(name);
    }
    // Pages that are open already go on as they began: this worker serves the ones that come.
    await worker.registration.navigationPreload?.enable();
  })());
});

worker.addEventListener("fetch", (request) => {
  const url = new URL(request.request.url);
  if (request.request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.request.mode === "navigate") {
    if (!/^\/(?:api|uploads|metrics|health)/.test(url.pathname)) request.respondWith(page(request));
  } else if (kept.assets.pattern.test(url.pathname)) {
    request.respondWith(fromShell(request.request));
  } else if (kept.media.pattern.test(url.pathname) && !request.request.headers.has("range")) {
    request.respondWith(media(request));
  }
});

/** The personal page comes from the network. Without one, the impersonal shell does. */
async function page(navigation: FetchEvent): Promise<Response> {
  const slow = new Promise<null>((resolve) => setTimeout(resolve, NAVIGATION_MS, null));
  const network = (async () => ((await navigation.preloadResponse) as Response | undefined) ?? fetch(navigation.request))();
  const first = await Promise.race([network.catch(() => null), slow]);
  if (first && first.status < 500) return first;
  return new Response(SHELL_HTML, { headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": SHELL_POLICY } });
}

async function fromShell(request: Request): Promise<Response> {
  const hit = await caches.match(request, { cacheName: kept.shell.cache });
  if (hit) return hit;
  const answer = await fetch(request);
  if (answer.ok && answer.status === 200) {
    const copy = answer.clone();
    void caches.open(kept.shell.cache).then((cache) => cache.put(request, copy)).catch(() => {});
  }
  return answer;
}

async function media(request: FetchEvent): Promise<Response> {
  const cache = await caches.open(kept.media.cache);
  const hit = await cache.match(request.request);
  if (hit) return hit;
  const answer = await fetch(request.request);
  const bytes = Number(answer.headers.get("content-length"));
  if (answer.status === 200 && bytes > 0 && bytes <= kept.media.entryBytesMax) {
    const copy = answer.clone();
    request.waitUntil(cache.put(request.request, copy).then(() => trim(cache)).catch(() => {}));
  }
  return answer;
}

async function trim(cache: Cache): Promise<void> {
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - kept.media.entriesMax))) await cache.delete(old);
}

export {};
