import { Show, createEffect, createSignal, onCleanup } from "solid-js";

export function FilePreview(props: { file: Blob | null; name: string }) {
  const [url, setUrl] = createSignal<string | null>(null);
  const [blind, setBlind] = createSignal(false);
  createEffect(() => {
    const { file } = props;
    if (!file) return setUrl(null);
    const made = URL.createObjectURL(file);
    setUrl(made);
    onCleanup(() => URL.revokeObjectURL(made));
  });
  return (
    <div class="preview">
      <Show when={url() && !blind()} fallback={<p class="quiet">{props.name}</p>}>
        <video ref={(video) => { video.muted = true; }} src={url() ?? ""} autoplay loop playsinline aria-label={`Preview of ${props.name}`} onError={() => setBlind(true)} onClick={(e) => { const v = e.currentTarget; v.paused ? void v.play() : v.pause(); }} />
      </Show>
    </div>
  );
}
