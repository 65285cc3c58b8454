import type { Account } from "../api/types";

// Who was here last, so that the app knows it without a network. The session itself is in a cookie no script can read.

const NAME = "onereel.me";

export function keepMe(account: Account | null): void {
  try { account ? localStorage.setItem(NAME, JSON.stringify(account)) : localStorage.removeItem(NAME); } catch { /* private mode */ }
}

export function keptMe(): Account | null {
  try { return JSON.parse(localStorage.getItem(NAME) ?? "null") as Account | null; } catch { return null; }
}
