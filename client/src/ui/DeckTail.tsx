import { type JSX, Match, Switch } from "solid-js";
import type { IdList } from "../feed/list";
import { Ring } from "./Ring";

export interface EmptyWords { title: string; words: string; action: JSX.Element }

/** After the last clip, and instead of the first when there is none. */
export function DeckTail(props: { list: IdList; empty?: EmptyWords }) {
  const nothing = () => props.list.ids().length === 0;
  return (
    <Switch fallback={<div role="status" aria-label="Loading"><Ring size={44} turning /></div>}>
      <Match when={props.list.state() === "failed"}>
        <div class="empty" role="alert"><h2>{nothing() ? "The clips did not come" : "That is all for now"}</h2><p>{props.list.failure}</p>
          <button type="button" class="button" onClick={() => void props.list.more()}>Try again</button></div>
      </Match>
      <Match when={props.list.state() === "ended" && nothing()}>
        <div class="empty"><Ring size={56} /><h2>{props.empty?.title ?? "Nothing here yet"}</h2><p>{props.empty?.words ?? "Clips will show up here."}</p>{props.empty?.action}</div>
      </Match>
      <Match when={props.list.state() === "ended"}>
        <div class="empty"><Ring size={56} /><h2>You have seen it all</h2><p>New clips show up here as people publish them.</p>
          <button type="button" class="button" onClick={() => void props.list.restart()}>Look for new clips</button></div>
      </Match>
    </Switch>
  );
}
