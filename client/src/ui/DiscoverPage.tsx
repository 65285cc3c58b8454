import Search from "lucide-solid/icons/search";
import X from "lucide-solid/icons/x";
import { For, Match, Show, Switch, createEffect, createSignal, on, onCleanup } from "solid-js";
import { sentence } from "../api/problems";
import { discoverList } from "../feed/lists";
import { type Found, find } from "../feed/people";
import { limits } from "../kernel/limits";
import { Grid } from "./Grid";
import { navigate, place } from "./navigate";
import { PersonRow } from "./PersonRow";

export default function DiscoverPage() {
  const [words, setWords] = createSignal(place().query.get("q") ?? "");
  const [found, setFound] = createSignal<Found | null>(null);
  const [failure, setFailure] = createSignal<string | null>(null);
  const asked = () => words().trim();
  let input!: HTMLInputElement;

  createEffect(on(asked, (text) => {
    setFailure(null);
    if (!text) return setFound(null);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      navigate(`/discover?q=${encodeURIComponent(text)}`, true);
      find(text, stop.signal).then(setFound, (error) => { if (!stop.signal.aborted) setFailure(sentence(error)); });
    }, limits.search_wait_ms);
    onCleanup(() => { clearTimeout(timer); stop.abort(); });
  }));

  const nothing = () => { const f = found(); return f && f.handles.length + f.tags.length + f.clips.ids().length === 0; };
  return (
    <div class="page">
      <div class="wide-column">
        <h1 class="hidden-words">Discover</h1>
        <div class="search" role="search">
          <Search size={20} stroke-width={1.75} />
          <input ref={input} type="search" dir="auto" aria-label="Search" placeholder="People, clips, tags" enterkeyhint="search" value={words()} onInput={(e) => setWords(e.currentTarget.value)} />
          <Show when={words()}><button type="button" class="icon-button" aria-label="Clear search" onClick={() => { setWords(""); navigate("/discover", true); input.focus(); }}><X size={20} stroke-width={1.75} /></button></Show>
        </div>
        <Switch>
          <Match when={failure()}>{(text) => <div class="empty" role="alert"><p>{text()}</p><button type="button" class="button soft" onClick={() => { const again = words(); setWords(""); setWords(again); }}>Try again</button></div>}</Match>
          <Match when={!asked()}>
            <h2 class="section-title">Fresh clips</h2>
            <Grid list={discoverList()} label="Fresh clips" empty={{ title: "Nothing has been published yet", words: "Be the first: a clip of up to a minute.", action: <a class="button" href="/upload">Upload a clip</a> }} />
          </Match>
          <Match when={nothing()}><div class="empty"><h2>Nothing found</h2><p>Try fewer letters, or another word.</p><button type="button" class="button soft" onClick={() => { setWords(""); input.focus(); }}>Clear search</button></div></Match>
          <Match when={found()}>
            {(result) => (
              <div aria-label="Search results">
                <Show when={result().tags.length > 0}>
                  <h2 class="section-title">Tags</h2>
                  <div class="tag-row"><For each={result().tags}>{(tag) => <a dir="auto" href={`/t/${encodeURIComponent(tag)}`}>#{tag}</a>}</For></div>
                </Show>
                <Show when={result().handles.length > 0}>
                  <h2 class="section-title">People</h2>
                  <ul class="people" aria-label="People"><For each={result().handles}>{(handle) => <PersonRow handle={handle} />}</For></ul>
                </Show>
                <Show when={result().clips.ids().length > 0}>
                  <h2 class="section-title">Clips</h2>
                  <Grid list={result().clips} label="Clips found" empty={{ title: "", words: "", action: <></> }} />
                </Show>
              </div>
            )}
          </Match>
        </Switch>
      </div>
    </div>
  );
}
