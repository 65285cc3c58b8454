import type { Account } from "../api/types";
import { createSignal } from "solid-js";
import { deletePicture, getMe, patchMe, putPicture, signIn, signOut, signUp } from "../api/routes";
import { putAccounts } from "./accounts";

const [me, setMe] = createSignal<Account | null>(null);
const listeners = new Set<(account: Account | null) => void>();

export { me };

/** Someone signed in or out: what was fetched for somebody else is to be dropped. */
export function onMeChanged(listener: (account: Account | null) => void): void {
  listeners.add(listener);
}

export function knowMe(account: Account | null): void {
  const changed = me()?.id !== account?.id;
  if (account) putAccounts([account]);
  setMe(account);
  if (changed) for (const listener of listeners) listener(account);
}

/** The first page told who this is; nobody else needs to be told again. */
export function startAs(account: Account | null): void {
  if (account) putAccounts([account]);
  setMe(account);
}

export const refreshMe = async () => knowMe(await getMe());
export const enter = async (handle: string, password: string) => knowMe((await signIn(handle, password)).account);
export const join = async (handle: string, password: string, name?: string) =>
  knowMe((await signUp(handle, password, name)).account);

export async function leave(): Promise<void> {
  await signOut();
  knowMe(null);
}

export async function editProfile(change: { name?: string; bio?: string; picture?: Blob | null }): Promise<void> {
  const { picture, ...words } = change;
  if (picture) await putPicture(picture);
  if (picture === null) await deletePicture();
  if (Object.keys(words).length > 0) await patchMe(words);
  await refreshMe();
}
