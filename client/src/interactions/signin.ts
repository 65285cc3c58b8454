import { createSignal } from "solid-js";
import { me } from "../entities/me";

// Watching never asks who you are. What needs an account waits here until there is one, then is carried out.

export interface Need {
  /** Completes "Sign in to …". */
  purpose: string;
  then: () => void;
}

const [need, setNeed] = createSignal<Need | null>(null);

export { need };

export function withAccount(purpose: string, then: () => void): void {
  if (me()) then();
  else setNeed({ purpose, then });
}

export function signedIn(): void {
  const waiting = need();
  setNeed(null);
  waiting?.then();
}

export function dropNeed(): void {
  setNeed(null);
}
