import { Show } from "solid-js";
import { me } from "../entities/me";
import type { UploadItem } from "../upload/item";
import { discardUpload } from "../upload/manager";
import { FilePreview } from "./FilePreview";
import { UploadRing } from "./UploadRing";

/** A published clip on its way to being live. */
export function UploadStory(props: { item: UploadItem }) {
  const step = () => props.item.step();
  const address = () => `/@${me()?.handle ?? ""}/${props.item.draft().videoId ?? ""}`;
  return (
    <section class="story" aria-label={`Upload of ${props.item.draft().name}`}>
      <FilePreview file={props.item.file()} name={props.item.draft().name} />
      <div class="story-side">
        <UploadRing item={props.item} size={88} />
        <Show when={props.item.draft().caption}><p class="one-line quiet" dir="auto">{props.item.draft().caption}</p></Show>
        <Show when={step() === "live"}>
          <div class="pair"><a class="button" href={address()} onClick={() => void discardUpload(props.item)}>Watch it</a><button type="button" class="button soft" onClick={() => void discardUpload(props.item)}>Done</button></div>
        </Show>
        <Show when={step() === "refused" || step() === "failed"}>
          <button type="button" class="button danger" onClick={() => void discardUpload(props.item)}>Discard</button>
        </Show>
        <Show when={["preparing", "sending", "waiting", "publishing", "checking"].includes(step())}>
          <p class="quiet small-words">You can leave this page. It goes on by itself.</p>
        </Show>
        <Show when={["preparing", "sending", "waiting", "account"].includes(step())}>
          <button type="button" class="word-button quiet" onClick={() => void discardUpload(props.item)}>Cancel</button>
        </Show>
      </div>
    </section>
  );
}
