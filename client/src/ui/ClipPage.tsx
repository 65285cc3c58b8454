import { Match, Switch, createResource } from "solid-js";
import { sentence } from "../api/problems";
import { loadVideo, video } from "../entities/videos";
import { startingWith, takeOver } from "../feed/lists";
import { DeckPage } from "./DeckPage";
import { renameAddress } from "./navigate";
import { Ring } from "./Ring";

/** A clip by its address: within the list it was opened from, or followed by the others of its author. */
export default function ClipPage(props: { id: string }) {
  const [list, { refetch }] = createResource(() => props.id, async (id) => {
    const opened = takeOver(id);
    if (opened) {
      opened.setIndex(opened.ids().indexOf(id));
      return opened;
    }
    return startingWith(video(id) ?? (await loadVideo(id)));
  });
  const shown = (id: string | undefined) => {
    const clip = id === undefined ? undefined : video(id);
    if (clip) renameAddress(`/@${clip.author.handle}/${clip.id}`);
  };
  return (
    <Switch fallback={<div class="page room" />}>
      <Match when={list.error}>
        <div class="page"><div class="empty" role="alert"><Ring size={56} /><h2>This clip cannot be shown</h2><p>{sentence(list.error)}</p>
          <button type="button" class="button soft" onClick={() => void refetch()}>Try again</button><a class="button" href="/">Watch clips</a></div></div>
      </Match>
      <Match when={list()}>{(found) => <DeckPage list={found()} back onShown={shown} />}</Match>
    </Switch>
  );
}
