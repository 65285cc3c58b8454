import { expect, it } from "vitest";
import { routeOf } from "../src/app/routes";

it.each([
  ["/", { name: "home" }],
  ["/discover/", { name: "discover" }],
  ["/upload", { name: "upload" }],
  ["/v/123", { name: "clip", id: "123" }],
  ["/@june/123", { name: "clip", id: "123" }],
  ["/@june", { name: "author", handle: "june" }],
  ["/@june/followers", { name: "people", handle: "june", which: "followers" }],
  ["/t/هدوء", { name: "tag", tag: "هدوء" }],
  ["/@ab", { name: "lost" }],
  ["/@June", { name: "lost" }],
  ["/v/abc", { name: "lost" }],
  ["/somewhere/else", { name: "lost" }],
])("%s", (path, route) => expect(routeOf(path)).toEqual(route));
