import { expect, it } from "vitest";
import type { Rendition } from "../src/api/types";
import { type Screen, pickRendition } from "../src/player/quality";

const made = (name: string, short: number, bitrate: number, codecs = "avc1.64001f"): Rendition => ({
  name, type: "video/mp4", codecs, width: short, height: (short * 16) / 9, bytes: 1, bitrate, url: "", base: "", objects: [],
});
const ladder = [made("720", 720, 1_200_000), made("360", 360, 300_000), made("540", 540, 700_000), made("new", 720, 900_000, "av01")];
const screen: Screen = { shortPx: 1080, bitsPerSecond: null, saveData: false };

it.each<[string, Partial<Screen>, string | undefined]>([
  ["the best there is when nothing is known", {}, "720"],
  ["what fits a slow link", { bitsPerSecond: 1_000_000 }, "540"],
  ["the smallest when nothing fits", { bitsPerSecond: 100_000 }, "360"],
  ["the smallest when the person saves data", { saveData: true, bitsPerSecond: 50_000_000 }, "360"],
  ["no more than the screen can show", { shortPx: 400 }, "540"],
])("picks %s", (_, change, expected) => {
  expect(pickRendition(ladder, { ...screen, ...change }, (type) => type.includes("avc1"))?.name).toBe(expected);
});

it("has nothing to offer when nothing can be played", () => {
  expect(pickRendition(ladder, screen, () => false)).toBeUndefined();
});
