export type Route =
  | { name: "home" } | { name: "discover" } | { name: "upload" } | { name: "me" } | { name: "lost" }
  | { name: "clip"; id: string }
  | { name: "author"; handle: string }
  | { name: "people"; handle: string; which: "followers" | "following" }
  | { name: "tag"; tag: string };

const plain = { "/": "home", "/discover": "discover", "/upload": "upload", "/me": "me" } as const;

export function routeOf(path: string): Route {
  const clean = path.length > 1 ? path.replace(/\/$/, "") : path;
  if (clean in plain) return { name: plain[clean as keyof typeof plain] };
  let match = /^(?:\/v|\/@[a-z0-9_]{3,30})\/(\d+)$/.exec(clean);
  if (match?.[1]) return { name: "clip", id: match[1] };
  match = /^\/@([a-z0-9_]{3,30})(?:\/(followers|following))?$/.exec(clean);
  if (match?.[2]) return { name: "people", handle: match[1] as string, which: match[2] as "followers" | "following" };
  if (match?.[1]) return { name: "author", handle: match[1] };
  match = /^\/t\/([^/]{1,200})$/.exec(clean);
  if (match?.[1]) return { name: "tag", tag: match[1] };
  return { name: "lost" };
}
