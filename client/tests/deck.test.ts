import { describe, expect, it, test } from "vitest";
import { fitOf, indexInSlot, resisted, settle, slotOf, springPath } from "../src/player/deck";

test("three neighbours are always in three different slots, and stay in theirs while they are neighbours", () => {
  for (let current = 0; current < 50; current += 1) {
    const shown = [0, 1, 2].map((slot) => indexInSlot(slot, current));
    expect([...shown].sort((a, b) => a - b)).toEqual([current - 1, current, current + 1]);
    for (const index of shown) expect(indexInSlot(slotOf(index), current)).toBe(index);
  }
});

const release = { offset: 0, velocity: 0, height: 800, current: 5, count: 10 };
describe("letting go of the deck", () => {
  it.each([
    ["a short slow drag stays", { offset: -100 }, 5],
    ["a third of the way goes on", { offset: -300 }, 6],
    ["a third of the way down goes back", { offset: 300 }, 4],
    ["a flick goes on, however short", { offset: -30, velocity: -0.9 }, 6],
    ["a flick against the drag takes it back", { offset: -300, velocity: 0.6 }, 5],
    ["a flick down goes back", { offset: 40, velocity: 1.2 }, 4],
    ["nothing stands before the first", { offset: 400, current: 0 }, 0],
    ["nothing stands after the last", { offset: -400, velocity: -2, current: 9 }, 9],
    ["an empty deck stays where it is", { offset: -400, current: 0, count: 0 }, 0],
  ])("%s", (_, change, expected) => {
    expect(settle({ ...release, ...change })).toBe(expected);
  });
});

test("the deck follows the finger exactly, but less and less beyond its ends", () => {
  expect(resisted(-200, 800, 3, 10)).toBe(-200);
  const near = resisted(100, 800, 0, 10);
  const far = resisted(1000, 800, 0, 10);
  expect(near).toBeGreaterThan(0);
  expect(near).toBeLessThan(100);
  expect(far).toBeLessThan(200);
  expect(far).toBeGreaterThan(near);
});

test.each([[800, 0], [800, -2], [-300, 1], [50, 3]])("a spring from %d px at %d px/ms starts there and ends still", (from, velocity) => {
  const path = springPath(from, velocity, 280);
  expect(path[0]).toBe(from);
  expect(path.at(-1)).toBe(0);
  expect(Math.abs(path.at(-2) as number)).toBeLessThan(Math.abs(from) * 0.05 + Math.abs(velocity) * 2);
});

test.each([
  ["a phone's own shape", 1080, 1920, 390, 788, "cover"],
  ["a taller phone clip", 1080, 2340, 390, 788, "cover"],
  ["landscape on a phone", 1920, 1080, 390, 788, "contain"],
  ["a square on a phone", 720, 720, 390, 788, "contain"],
  ["four by five on a phone", 720, 900, 390, 788, "contain"],
  ["an unknown size", 0, 0, 390, 788, "contain"],
])("%s is shown whole unless it nearly fits", (_, width, height, boxWidth, boxHeight, expected) => {
  expect(fitOf({ width, height }, { width: boxWidth, height: boxHeight })).toBe(expected);
});
