import { describe, expect, it } from "vitest";
import { limits } from "../src/kernel/limits";
import { type ClipState, type Job, type PlayState, plan, wanted } from "../src/player/prefetch";

function clip(id: string, objects: number, ...has: number[]): ClipState {
  return { id, objects, has: (object) => has.includes(object) };
}

function state(change: Partial<PlayState> = {}): PlayState {
  return {
    clip: clip("now", 4, 0, 1), at: 1, aheadMs: 8_000, leftMs: 20_000,
    upcoming: [clip("a", 3), clip("b", 3), clip("c", 3), clip("d", 3)], ...change,
  };
}

const names = (jobs: readonly Job[]) => jobs.map((job) => `${job.id}/${job.object}`);

describe("what is wanted", () => {
  it.each<[string, Partial<PlayState>, string[]]>([
    ["nothing but this clip while it is not safe", { aheadMs: 900 }, ["now/2"]],
    ["its first object before anything", { clip: clip("now", 4), at: 0, aheadMs: 0 }, ["now/0"]],
    ["then the beginnings of the next three, then its rest", {}, ["a/0", "b/0", "c/0", "now/2", "now/3"]],
    ["a clip near its end is safe with what is left", { aheadMs: 700, leftMs: 600 }, ["a/0", "b/0", "c/0", "now/2", "now/3"]],
    ["what is here is not asked for again", { upcoming: [clip("a", 3, 0), clip("b", 3), clip("c", 3, 0)] }, ["b/0", "now/2", "now/3"]],
    ["the next clip's second object once all else is here", { clip: clip("now", 2, 0, 1), upcoming: [clip("a", 3, 0), clip("b", 3, 0), clip("c", 3, 0)] }, ["a/1"]],
    ["what stands before the playhead last, for the loop", { clip: clip("now", 4, 0, 2), at: 2, upcoming: [] }, ["now/3", "now/1"]],
    ["nothing when everything is here", { clip: clip("now", 1, 0), at: 0, upcoming: [clip("a", 1, 0)] }, []],
    ["clips without objects are left to their element", { clip: clip("now", 0), at: 0, upcoming: [clip("a", 0)] }, []],
  ])("%s", (_, change, expected) => {
    expect(names(wanted(state(change)))).toEqual(expected);
  });
});

describe("what is started and stopped", () => {
  it("never runs more than a few requests at once", () => {
    expect(names(plan(state(), []).start)).toEqual(["a/0", "b/0"]);
    expect(plan(state(), [{ id: "a", object: 0 }, { id: "b", object: 0 }]).start).toEqual([]);
    expect(plan(state(), []).start.length).toBeLessThanOrEqual(limits.media_fetches_at_once);
  });

  it("stops what was swiped away", () => {
    const { stop, start } = plan(state(), [{ id: "gone", object: 1 }]);
    expect(names(stop)).toEqual(["gone/1"]);
    expect(names(start)).toEqual(["a/0", "b/0"]);
  });

  it("lets a prefetch finish through a dip, but not through a shortage", () => {
    const running = [{ id: "a", object: 0 }];
    expect(plan(state({ aheadMs: 2_500 }), running).stop).toEqual([]);
    expect(names(plan(state({ aheadMs: 600 }), running).stop)).toEqual(["a/0"]);
  });

  it("does not ask twice for what is running", () => {
    expect(names(plan(state(), [{ id: "a", object: 0 }]).start)).toEqual(["b/0"]);
  });
});
