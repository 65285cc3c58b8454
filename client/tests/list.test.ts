import { expect, it } from "vitest";
import type { Page } from "../src/api/types";
import { IdList } from "../src/feed/list";
import { limits } from "../src/kernel/limits";

function listOf(...pages: (Page<string> | Error)[]) {
  const asked: (string | null)[] = [];
  const list = new IdList((cursor) => {
    asked.push(cursor);
    const page = pages[asked.length - 1] ?? { items: [], next_cursor: "more" };
    return page instanceof Error ? Promise.reject(page) : Promise.resolve(page);
  });
  return { list, asked };
}

it("never holds an id twice", async () => {
  const { list } = listOf({ items: ["a", "b"], next_cursor: "1" }, { items: ["b", "c"], next_cursor: null });
  await list.more();
  await list.more();
  expect(list.ids()).toEqual(["a", "b", "c"]);
  expect(list.state()).toBe("ended");
});

it("looks a few pages further when one brings nothing new, and no further than that", async () => {
  const { list, asked } = listOf({ items: ["a"], next_cursor: "1" });
  await list.more();
  await list.more();
  expect(asked.length).toBe(1 + limits.feed_empty_pages_max);
  expect(list.state()).toBe("ended");
});

it("asks once however often it is asked", async () => {
  const { list, asked } = listOf({ items: ["a"], next_cursor: "1" });
  await Promise.all([list.more(), list.more(), list.first()]);
  expect(asked).toEqual([null]);
});

it("refills before the end is reached", async () => {
  const items = Array.from({ length: 10 }, (_, n) => `v${n}`);
  const { list, asked } = listOf({ items, next_cursor: "1" }, { items: ["last"], next_cursor: null });
  await list.more();
  list.approach(0);
  expect(asked.length).toBe(1);
  list.approach(10 - limits.feed_refill_items);
  await list.more();
  expect(list.ids().at(-1)).toBe("last");
});

it("keeps what it has when a page fails, and goes on when asked again", async () => {
  const { list } = listOf({ items: ["a"], next_cursor: "1" }, new Error("no"), { items: ["b"], next_cursor: null });
  await list.more();
  await list.more();
  expect(list.state()).toBe("failed");
  expect(list.ids()).toEqual(["a"]);
  await list.more();
  expect(list.ids()).toEqual(["a", "b"]);
});

it("starts over for somebody else and keeps the clip on screen", async () => {
  const { list } = listOf({ items: ["a", "b", "c"], next_cursor: "1" }, { items: ["b", "d"], next_cursor: null });
  await list.more();
  list.renewAfter(1);
  await list.more();
  expect(list.ids()).toEqual(["a", "b", "d"]);
});
