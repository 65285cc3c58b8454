import { expect, it } from "vitest";
import { wheelStart, wheelStep } from "../src/ui/wheel";

function steps(events: [deltaPx: number, atMs: number][]): number[] {
  let memory = wheelStart;
  return events.map(([delta, at]) => {
    const result = wheelStep(memory, delta, at);
    memory = result.memory;
    return result.step;
  }).filter((step) => step !== 0);
}

const swipe = (from: number, sign = 1): [number, number][] =>
  Array.from({ length: 60 }, (_, i) => [sign * Math.max(1, Math.round(60 * 0.93 ** i)), from + i * 16]);

it.each<[string, [number, number][], number[]]>([
  ["one notch of a mouse is one clip", [[120, 0]], [1]],
  ["two notches with a pause are two", [[120, 0], [120, 500]], [1, 1]],
  ["a trackpad's long fading swipe is one", swipe(0), [1]],
  ["a second swipe during the first one's fading is a second clip", [...swipe(0).slice(0, 40), ...swipe(700)], [1, 1]],
  ["up is back", swipe(0, -1), [-1]],
  ["a tremble is nothing", [[3, 0], [-4, 20], [5, 40]], []],
  ["turning round is a new gesture", [[120, 0], [-120, 60]], [1, -1]],
])("%s", (_, events, expected) => {
  expect(steps(events)).toEqual(expected);
});
