import { For } from "solid-js";
import { deckKeys } from "./keys";
import { Sheet } from "./Sheet";

export default function HelpSheet(props: { onClose: () => void }) {
  return (
    <Sheet title="Keys" onClose={props.onClose}>
      <dl class="keys">
        <For each={Object.values(deckKeys)}>
          {(action) => <><dt><For each={action.shown}>{(key) => <kbd>{key}</kbd>}</For></dt><dd>{action.name}</dd></>}
        </For>
      </dl>
    </Sheet>
  );
}
