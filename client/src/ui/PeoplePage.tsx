import ArrowLeft from "lucide-solid/icons/arrow-left";
import { For, Match, Show, Switch, createEffect, createMemo, on } from "solid-js";
import { peopleList } from "../feed/people";
import { goBack } from "./navigate";
import { PersonRow } from "./PersonRow";
import { Ring } from "./Ring";
import "./grid.css";

export default function PeoplePage(props: { handle: string; which: "followers" | "following" }) {
  const list = createMemo(() => peopleList(props.handle, props.which));
  createEffect(on(list, (shown) => void shown.first()));
  const title = () => (props.which === "followers" ? `Followers of @${props.handle}` : `Followed by @${props.handle}`);
  return (
    <div class="page">
      <div class="wide-column">
        <header class="page-head">
          <button type="button" class="icon-button" aria-label="Back" onClick={goBack}><ArrowLeft size={24} stroke-width={1.75} /></button>
          <h1 class="one-line">{title()}</h1>
        </header>
        <ul class="people" aria-label={title()}><For each={list().ids()}>{(handle) => <PersonRow handle={handle} />}</For></ul>
        <Switch>
          <Match when={list().state() === "failed"}>
            <div class="empty" role="alert"><p>{list().failure}</p><button type="button" class="button soft" onClick={() => void list().more()}>Try again</button></div>
          </Match>
          <Match when={list().state() === "ended" && list().ids().length === 0}>
            <div class="empty"><Ring size={56} /><h2>Nobody yet</h2><p>{props.which === "followers" ? "Followers show up here." : "Followed people show up here."}</p><a class="button" href="/discover">Find people</a></div>
          </Match>
          <Match when={list().state() === "loading"}>
            <div class="people" aria-hidden="true"><For each={[1, 2, 3, 4]}>{() => <div class="person"><div class="skeleton avatar" /><div class="skeleton words-to-come" /></div>}</For></div>
          </Match>
        </Switch>
        <Show when={list().state() === "idle" && list().ids().length > 0}><div class="empty"><button type="button" class="button soft" onClick={() => void list().more()}>Show more</button></div></Show>
      </div>
    </div>
  );
}
