import { Show, createSignal, onCleanup } from "solid-js";
import { Problem, sentence } from "../api/problems";
import { editProfile, me } from "../entities/me";
import { limits } from "../kernel/limits";
import { charCount } from "../kernel/words";
import { Avatar } from "./Avatar";
import { squarePicture } from "./picture";
import { Sheet } from "./Sheet";

export default function EditSheet(props: { onClose: () => void }) {
  const account = me();
  const [name, setName] = createSignal(account?.name ?? "");
  const [bio, setBio] = createSignal(account?.bio ?? "");
  const [picture, setPicture] = createSignal<Blob | null | undefined>(undefined);
  const [preview, setPreview] = createSignal<string | undefined>(undefined);
  const [busy, setBusy] = createSignal(false);
  const [wrong, setWrong] = createSignal<{ field: string | null; text: string } | null>(null);
  const wrongIn = (field: string) => (wrong()?.field === field ? wrong()?.text : undefined);
  const shown = () => (picture() === null && account ? { ...account, picture: null } : account);
  let input!: HTMLInputElement;
  onCleanup(() => { const url = preview(); if (url) URL.revokeObjectURL(url); });

  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      const square = await squarePicture(file, limits.picture_side_px);
      setPicture(square);
      setPreview(URL.createObjectURL(square));
      setWrong(null);
    } catch {
      setWrong({ field: "picture", text: "This picture cannot be read. Try a JPEG, PNG or WebP." });
    }
  }

  async function save(e: Event): Promise<void> {
    e.preventDefault();
    const change: { name?: string; bio?: string; picture?: Blob | null } = {};
    if (name().trim() !== account?.name) change.name = name().trim();
    if (bio().trim() !== account?.bio) change.bio = bio().trim();
    const chosen = picture();
    if (chosen !== undefined) change.picture = chosen;
    setBusy(true);
    try {
      await editProfile(change);
      props.onClose();
    } catch (error) {
      setWrong({ field: error instanceof Problem ? error.field : null, text: sentence(error) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Sheet title="Edit profile" onClose={props.onClose}>
      <form onSubmit={(e) => void save(e)} noValidate>
        <Show when={wrong() && !["name", "bio", "picture"].includes(wrong()?.field ?? "")}><p class="form-problem" role="alert">{wrong()?.text}</p></Show>
        <div class="picture-edit">
          <Show when={shown()}>{(who) => <Avatar account={who()} size={72} src={preview()} />}</Show>
          <div class="choices">
            <button type="button" class="choice" onClick={() => input.click()}>Choose picture</button>
            <Show when={shown()?.picture || preview()}><button type="button" class="choice" onClick={() => { setPicture(null); setPreview(undefined); }}>Remove</button></Show>
          </div>
          <input ref={input} class="hidden-words" type="file" accept="image/*" aria-label="Picture file" tabindex="-1" onChange={(e) => void choose(e.currentTarget.files?.[0])} />
        </div>
        <Show when={wrongIn("picture")}>{(text) => <p class="form-problem" role="alert">{text()}</p>}</Show>
        <div class="field">
          <label for="name">Name</label>
          <input id="name" dir="auto" autocomplete="name" maxlength={limits.name_chars_max} value={name()} onInput={(e) => setName(e.currentTarget.value)} aria-invalid={wrongIn("name") ? "true" : undefined} />
          <p class="wrong" role="alert">{wrongIn("name")}</p>
        </div>
        <div class="field">
          <label for="bio">Bio</label>
          <textarea id="bio" rows="3" dir="auto" value={bio()} onInput={(e) => setBio(e.currentTarget.value)} aria-invalid={wrongIn("bio") ? "true" : undefined} />
          <p class="hint"><span class="wrong" role="alert">{wrongIn("bio")}</span><span class="numbers">{limits.bio_chars_max - charCount(bio())}</span></p>
        </div>
        <button type="submit" class="button wide" disabled={busy() || charCount(bio()) > limits.bio_chars_max}>Save</button>
      </form>
    </Sheet>
  );
}
