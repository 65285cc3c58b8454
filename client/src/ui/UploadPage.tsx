import Film from "lucide-solid/icons/clapperboard";
import { For, Show, createSignal, onMount } from "solid-js";
import { me } from "../entities/me";
import { withAccount } from "../interactions/signin";
import { addUpload, refusalOf, resumeUploads, uploads } from "../upload/manager";
import { probeSeconds } from "../upload/probe";
import { Ring } from "./Ring";
import "./upload.css";
import { UploadComposer } from "./UploadComposer";
import { UploadStory } from "./UploadStory";

/** Choose, words, publish, on one screen that can be left at any moment. */
export default function UploadPage() {
  const [wrong, setWrong] = createSignal<string | null>(null);
  const [over, setOver] = createSignal(false);
  const [another, setAnother] = createSignal(false);
  const composing = () => uploads().filter((item) => !item.draft().publish);
  const going = () => uploads().filter((item) => item.draft().publish);
  const choosing = () => composing().length === 0 && (another() || going().length === 0);
  let input!: HTMLInputElement;
  onMount(() => void resumeUploads());

  async function choose(file: File | undefined): Promise<void> {
    setOver(false);
    if (!file) return;
    setWrong(refusalOf(file));
    if (wrong()) return;
    const seconds = await probeSeconds(file);
    if (seconds !== null && seconds > 61) return void setWrong(`This clip is ${Math.round(seconds)} seconds long. A clip has at most 60.`);
    setAnother(false);
    await addUpload(file);
    if (!me()) withAccount("publish a clip", () => {});
  }

  return (
    <div class="page upload" onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={(e) => { if (e.currentTarget === e.target) setOver(false); }} onDrop={(e) => { e.preventDefault(); void choose(e.dataTransfer?.files[0]); }}>
      <div class="column">
        <h1>Upload</h1>
        <For each={going()}>{(item) => <UploadStory item={item} />}</For>
        <For each={composing()}>{(item) => <UploadComposer item={item} />}</For>
        <Show when={choosing()}>
          <div class="drop" classList={{ over: over() }}>
            <span class="drop-ring"><Ring size={104} /><Film size={36} stroke-width={1.5} /></span>
            <h2>{over() ? "Let go to take it" : "Choose a clip"}</h2>
            <p class="quiet">Up to 60 seconds and 200 MB. It is kept on this device until it is published, so nothing that happens on the way can lose it.</p>
            <Show when={wrong()}><p class="form-problem" role="alert">{wrong()}</p></Show>
            <button type="button" class="button" onClick={() => input.click()}>Choose a file</button>
            <input ref={input} class="hidden-words" type="file" accept="video/*,.mkv,.mov,.mp4,.webm" aria-label="Clip file" tabindex="-1" onChange={(e) => { void choose(e.currentTarget.files?.[0]); e.currentTarget.value = ""; }} />
          </div>
        </Show>
        <Show when={composing().length === 0 && going().length > 0 && !choosing()}>
          <button type="button" class="button soft wide" onClick={() => setAnother(true)}>Upload another</button>
        </Show>
      </div>
    </div>
  );
}
