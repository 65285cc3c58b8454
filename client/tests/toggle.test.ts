import { expect, it } from "vitest";
import { ToggleQueue } from "../src/interactions/toggle";

function queue(known: boolean, fails: (value: boolean, call: number) => boolean = () => false) {
  const sent: boolean[] = [];
  const ended: string[] = [];
  const made = new ToggleQueue(known, {
    send: async (value) => {
      sent.push(value);
      await Promise.resolve();
      if (fails(value, sent.length)) throw new Error("refused");
    },
    done: (value) => ended.push(`done ${value}`),
    failed: (value) => ended.push(`back to ${value}`),
  });
  return { made, sent, ended };
}

it.each<[string, boolean, boolean[], boolean[], string]>([
  ["one tap is one request", false, [true], [true], "done true"],
  ["on and off again before an answer is on, then off", false, [true, false], [true, false], "done false"],
  ["three rapid taps end in one request", false, [true, false, true], [true], "done true"],
  ["ten rapid taps that end where they began send the first and its opposite", true, [false, true, false, true, false, true], [false, true], "done true"],
  ["what is so already is not sent", true, [true], [], "done true"],
])("%s", async (_, known, taps, expected, end) => {
  const { made, sent, ended } = queue(known);
  await Promise.all(taps.map((tap) => made.want(tap)));
  expect(sent).toEqual(expected);
  expect(ended).toEqual([end]);
  expect(made.idle).toBe(true);
});

it("goes back to what the server knows when a request fails", async () => {
  const { made, ended } = queue(false, () => true);
  await made.want(true);
  expect(ended).toEqual(["back to false"]);
});

it("goes back to the last success, not to the start", async () => {
  const { made, ended } = queue(false, (_, call) => call === 2);
  await Promise.all([made.want(true), made.want(false)]);
  expect(ended).toEqual(["back to true"]);
});
