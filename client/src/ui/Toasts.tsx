import { For, Show } from "solid-js";
import { dismissNotice, notices } from "../interactions/notice";

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      <For each={notices()}>
        {(item) => (
          <div class="toast">
            <span>{item.text}</span>
            <Show when={item.action}>
              {(action) => <button type="button" onClick={() => { action().run(); dismissNotice(item.id); }}>{action().label}</button>}
            </Show>
          </div>
        )}
      </For>
    </div>
  );
}
