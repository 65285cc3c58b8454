import X from "lucide-solid/icons/x";
import { For, Show, createSignal } from "solid-js";
import { limits } from "../kernel/limits";
import { charCount, cleanTag } from "../kernel/words";
import type { UploadItem } from "../upload/item";
import { discardUpload, publishUpload } from "../upload/manager";
import { FilePreview } from "./FilePreview";
import { UploadRing } from "./UploadRing";

/** Words for a clip, while it is already on its way. */
export function UploadComposer(props: { item: UploadItem }) {
  const [caption, setCaption] = createSignal(props.item.draft().caption);
  const [tags, setTags] = createSignal(props.item.draft().tags);
  const [typed, setTyped] = createSignal("");
  const [sure, setSure] = createSignal(false);
  const left = () => limits.caption_chars_max - charCount(caption());
  const stuck = () => ["failed", "refused"].includes(props.item.step());
  let timer: ReturnType<typeof setTimeout> | undefined;

  function keepWords(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void props.item.change({ caption: caption(), tags: tags() }), 300);
  }

  function addTag(): void {
    const tag = cleanTag(typed());
    if (tag && !tags().includes(tag) && tags().length < limits.tags_max) setTags([...tags(), tag]);
    setTyped("");
    keepWords();
  }

  function tagKey(e: KeyboardEvent): void {
    if (e.isComposing) return;
    if (e.key === "Enter" || e.key === "," || e.key === " ") { e.preventDefault(); addTag(); }
    else if (e.key === "Backspace" && typed() === "") { setTags(tags().slice(0, -1)); keepWords(); }
  }

  async function publish(e: Event): Promise<void> {
    e.preventDefault();
    addTag();
    clearTimeout(timer);
    await props.item.change({ caption: caption().trim(), tags: tags() });
    await publishUpload(props.item);
  }

  return (
    <form class="compose" onSubmit={(e) => void publish(e)}>
      <div class="compose-side">
        <FilePreview file={props.item.file()} name={props.item.draft().name} />
      </div>
      <div class="compose-words">
        <UploadRing item={props.item} size={56} />
        <div class="field">
          <label for="caption">Caption</label>
          <textarea id="caption" rows="4" dir="auto" placeholder="What is in it?" value={caption()} onInput={(e) => { setCaption(e.currentTarget.value); keepWords(); }} aria-invalid={left() < 0 ? "true" : undefined} />
          <p class="hint"><span>Tags and @handles in it become links.</span><span class="numbers" classList={{ wrong: left() < 0 }}>{left()}</span></p>
        </div>
        <div class="field">
          <label for="tags">Tags</label>
          <div class="chips">
            <For each={tags()}>{(tag) => (
              <span class="chip" dir="auto">#{tag}<button type="button" aria-label={`Remove tag ${tag}`} onClick={() => { setTags(tags().filter((other) => other !== tag)); keepWords(); }}><X size={14} stroke-width={2} /></button></span>
            )}</For>
            <Show when={tags().length < limits.tags_max}>
              <input id="tags" dir="auto" autocapitalize="none" enterkeyhint="done" placeholder={tags().length === 0 ? "calm, color, sea" : ""} maxlength={limits.tag_chars_max + 1} value={typed()} onInput={(e) => { setTyped(e.currentTarget.value); if (/[,\s]$/.test(typed())) addTag(); }} onKeyDown={tagKey} onBlur={addTag} />
            </Show>
          </div>
        </div>
        <button type="submit" class="button wide" disabled={left() < 0 || stuck()}>Publish</button>
        <Show when={sure()} fallback={<button type="button" class="button soft wide" onClick={() => setSure(true)}>Discard</button>}>
          <div class="pair"><button type="button" class="button danger" onClick={() => void discardUpload(props.item)}>Discard for good</button><button type="button" class="button soft" onClick={() => setSure(false)}>Keep it</button></div>
        </Show>
      </div>
    </form>
  );
}
