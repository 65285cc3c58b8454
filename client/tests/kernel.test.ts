import { describe, expect, it, test } from "vitest";
import { backoffMs } from "../src/kernel/backoff";
import { limits } from "../src/kernel/limits";
import { ago, captionPieces, charCount, cleanTag, clockTime, megabytes, shortCount } from "../src/kernel/words";

test.each([[0, "0"], [999, "999"], [1000, "1K"], [1999, "1.9K"], [12_840, "12K"], [999_999, "999K"], [1_500_000, "1.5M"], [2_100_000_000, "2.1B"]])(
  "%d is said as %s", (count, words) => expect(shortCount(count)).toBe(words),
);

test.each([[0, "now"], [59_000, "now"], [61_000, "1 min"], [3_600_000, "1 h"], [86_400_000 * 3, "3 d"], [86_400_000 * 20, "2 w"]])(
  "%d ms ago is %s", (ms, words) => expect(ago(new Date(1e12 - ms).toISOString(), 1e12)).toBe(words),
);

test("a clock that runs behind the server's shows now", () => expect(ago(new Date(1e12 + 5000).toISOString(), 1e12)).toBe("now"));
test.each([[0, "0:00"], [9_400, "0:09"], [60_000, "1:00"]])("%d ms is %s", (ms, words) => expect(clockTime(ms)).toBe(words));
test.each([[5_000_000, "5.0"], [123_456_789, "123"]])("%d bytes are %s MB", (bytes, words) => expect(megabytes(bytes)).toBe(words));
test("an emoji is one character", () => expect(charCount("a😮‍💨✨".normalize())).toBeLessThan("a😮‍💨✨".length));

describe("captions", () => {
  it.each([
    ["", []],
    ["plain words", [undefined]],
    ["#calm sea", ["calm", undefined]],
    ["evening #calm #color", [undefined, "calm", undefined, "color"]],
    ["مساء #هدوء", [undefined, "هدوء"]],
    ["not#a tag, nor # alone", [undefined]],
  ])("%j", (caption, tags) => {
    const pieces = captionPieces(caption);
    expect(pieces.map((piece) => piece.tag)).toEqual(tags);
    expect(pieces.map((piece) => piece.text).join("")).toBe(caption);
  });

  it("links handles", () => expect(captionPieces("with @june_b, yes").map((piece) => piece.handle)).toEqual([undefined, "june_b", undefined]));
});

test.each([["#Calm", "calm"], ["  two words ", "twowords"], ["###", ""], ["夜", "夜"], ["x".repeat(80), "x".repeat(50)]])(
  "the tag %j is kept as %j", (typed, kept) => expect(cleanTag(typed)).toBe(kept),
);

test("delays grow, spread, and are bounded", () => {
  for (let attempt = 1; attempt < 40; attempt += 1) {
    expect(backoffMs(attempt, 0)).toBeLessThanOrEqual(backoffMs(attempt, 1));
    expect(backoffMs(attempt, 1)).toBeLessThanOrEqual(limits.retry_most_ms * 1.13);
    expect(backoffMs(attempt + 1, 0.5)).toBeGreaterThanOrEqual(backoffMs(attempt, 0.5));
  }
});
