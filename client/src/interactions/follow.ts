import { batch } from "solid-js";
import { sentence } from "../api/problems";
import { deleteFollow, getAccount, putFollow } from "../api/routes";
import { account, askFollowing, isFollowing, knowFollowing, putAccounts } from "../entities/accounts";
import { notice } from "./notice";
import { withAccount } from "./signin";
import { ToggleQueue } from "./toggle";

const queues = new Map<string, ToggleQueue>();

export function setFollow(handle: string, value: boolean): void {
  withAccount(`follow @${handle}`, () => {
    const queue = queues.get(handle) ?? start(handle);
    askFollowing(handle, value);
    void queue.want(value).finally(() => { if (queue.idle) queues.delete(handle); });
  });
}

function start(handle: string): ToggleQueue {
  const settle = (value: boolean) => batch(() => { know(handle, value); askFollowing(handle, undefined); });
  const queue = new ToggleQueue(isFollowing(handle), {
    send: (value) => (value ? putFollow(handle) : deleteFollow(handle)),
    done: settle,
    failed: (known, error) => { settle(known); notice(sentence(error)); },
  });
  queues.set(handle, queue);
  return queue;
}

function know(handle: string, value: boolean): void {
  const known = account(handle);
  if (known && known.viewer.following !== value) {
    const followers = Math.max(0, known.counts.followers + (value ? 1 : -1));
    putAccounts([{ ...known, viewer: { following: value }, counts: { ...known.counts, followers } }]);
  }
  knowFollowing(handle, value);
}

export async function loadAccount(handle: string, signal?: AbortSignal): Promise<void> {
  putAccounts([await getAccount(handle, signal)]);
}
