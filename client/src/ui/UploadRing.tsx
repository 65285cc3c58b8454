import Check from "lucide-solid/icons/check";
import X from "lucide-solid/icons/x";
import { Match, Show, Switch } from "solid-js";
import type { UploadItem } from "../upload/item";
import { retryUpload } from "../upload/manager";
import { withAccount } from "../interactions/signin";
import { Ring } from "./Ring";

/** One ring tells the whole story. */
export function UploadRing(props: { item: UploadItem; size: number }) {
  const step = () => props.item.step();
  const turning = () => step() === "checking" || step() === "publishing";
  const percent = () => Math.round(props.item.ring() * 100);
  return (
    <div class="story-line" data-step={step()}>
      <span class="story-ring" role="progressbar" aria-label="Upload" aria-valuenow={percent()} aria-valuemin="0" aria-valuemax="100" aria-valuetext={props.item.story()}>
        <Show when={turning()} fallback={<Ring size={props.size} value={props.item.ring()} />}><Ring size={props.size} turning /></Show>
        <Switch fallback={<Show when={!turning()}><span class="numbers">{percent()}</span></Show>}>
          <Match when={step() === "live"}><Check size={props.size * 0.45} stroke-width={2.25} /></Match>
          <Match when={step() === "refused"}><X size={props.size * 0.45} stroke-width={2.25} /></Match>
        </Switch>
      </span>
      <p class="story-words numbers" role="status">{props.item.story()}</p>
      <Show when={step() === "failed"}><button type="button" class="button soft small" onClick={() => retryUpload(props.item)}>Try again</button></Show>
      <Show when={step() === "account"}><button type="button" class="button small" onClick={() => withAccount("publish a clip", () => {})}>Sign in</button></Show>
    </div>
  );
}
