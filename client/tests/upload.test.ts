import { describe, expect, it, test } from "vitest";
import type { Part, Upload } from "../src/api/types";
import { type Progress, type Step, isFresh, partRanges, partsLeft, ringShare, storedBytes, storyOf } from "../src/upload/plan";

test.each([[1, 262_144, 1], [262_144, 262_144, 1], [262_145, 262_144, 2], [5_000_000, 262_144, 20]])(
  "%d bytes in parts of %d are %d parts that join to the file", (size, part, count) => {
    const ranges = partRanges(size, part);
    expect(ranges.length).toBe(count);
    expect(ranges.map((range) => range.n)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    let at = 0;
    for (const range of ranges) { expect(range.start).toBe(at); at = range.end; }
    expect(at).toBe(size);
  },
);

const part = (n: number, stored: boolean, expires = "2026-01-01T01:00:00Z"): Part => ({
  n, size_bytes: 100, sha256: "", stored, url: stored ? null : "/uploads/1/1", headers: {}, expires_at: expires,
});

test("only what the server misses is sent", () => {
  const upload = { parts: [part(1, true), part(2, false), part(3, true)] } as Upload;
  expect(partsLeft(upload).map((left) => left.n)).toEqual([2]);
  expect(storedBytes(upload)).toBe(200);
});

test.each([["2026-01-01T00:00:00Z", true], ["2026-01-01T00:58:30Z", true], ["2026-01-01T00:59:30Z", false], ["2026-01-01T02:00:00Z", false]])(
  "an address that ends at one is good at %s: %s", (now, good) => expect(isFresh(part(1, false), Date.parse(now))).toBe(good),
);

describe("the ring", () => {
  const steps: Step[] = ["preparing", "account", "sending", "sent", "publishing", "checking", "live"];
  it("only grows on the way", () => {
    const shares = steps.flatMap((step) => [0, 0.5, 1].map((done) => ringShare({ step, sizeBytes: 1000, doneBytes: done * 1000 })));
    const way = [...shares.slice(0, 3), ...shares.slice(3)];
    for (let i = 1; i < way.length; i += 1) expect(way[i]).toBeGreaterThanOrEqual(way[i - 1] as number);
  });

  it.each<[Partial<Progress>, string]>([
    [{ step: "sending", doneBytes: 4_100_000 }, "Sending 4.1 of 5.0 MB"],
    [{ step: "sending", doneBytes: 6_000_000 }, "Sending 5.0 of 5.0 MB"],
    [{ step: "refused", failure: "Too long." }, "Too long."],
    [{ step: "live" }, "Live"],
  ])("%j says %s", (change, words) => {
    expect(storyOf({ step: "sending", sizeBytes: 5_000_000, doneBytes: 0, ...change })).toBe(words);
  });
});
