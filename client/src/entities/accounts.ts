import type { Account } from "../api/types";
import { batch } from "solid-js";
import { limits } from "../kernel/limits";
import { Keyed } from "./keyed";

// One writer per entity: what the server said last, and over it what the person asked for
// and the server has not answered yet. Lists hold ids or handles only.

const byHandle = new Keyed<Account>(limits.entities_max);
const following = new Keyed<boolean>(limits.entities_max);
const asked = new Keyed<boolean>(limits.entities_max);

export function putAccounts(accounts: Account[]): void {
  batch(() => {
    for (const account of accounts) {
      byHandle.set(account.handle, account);
      following.set(account.handle, account.viewer.following);
    }
  });
}

export function account(handle: string): Account | undefined {
  return byHandle.get(handle);
}

export function followersOf(account: Account): number {
  return account.counts.followers + Number(isFollowing(account.handle)) - Number(account.viewer.following);
}

export function isFollowing(handle: string): boolean {
  return asked.get(handle) ?? following.get(handle) ?? false;
}

/** What a clip says about its author is as good as what the author's page says. */
export function knowFollowing(handle: string, value: boolean): void {
  following.set(handle, value);
}

export function askFollowing(handle: string, value: boolean | undefined): void {
  asked.set(handle, value);
}

export function forgetFollowing(): void {
  following.clear();
  asked.clear();
}
