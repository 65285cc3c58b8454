import { createEffect, on } from "solid-js";
import { me } from "../entities/me";
import { home, kind, setKind, type HomeKind } from "../feed/session";
import { withAccount } from "../interactions/signin";
import type { DeckControls } from "./controls";
import { DeckPage } from "./DeckPage";

const kinds: [HomeKind, string][] = [["following", "Following"], ["mixed", "For you"]];

export function HomePage(props: { controls: (controls: DeckControls) => void }) {
  createEffect(on(kind, (now) => void home[now].first()));

  const emptyFollowing = () => (me()
    ? { title: "Follow someone", words: "Clips of the people you follow play here.", action: <a class="button" href="/discover">Find people</a> }
    : { title: "Nobody followed yet", words: "Follow people and their clips play here.", action: <button type="button" class="button" onClick={() => withAccount("follow people", () => void home.following.restart())}>Join or sign in</button> });
  const emptyMixed = { title: "Nothing has been published yet", words: "Be the first: a clip of up to a minute.", action: <a class="button" href="/upload">Upload a clip</a> };

  return (
    <DeckPage
      list={home[kind()]}
      showReason
      empty={kind() === "following" ? emptyFollowing() : emptyMixed}
      controls={props.controls}
      top={
        <div class="tabs" role="tablist" aria-label="Feed">
          {kinds.map(([value, words]) => (
            <button type="button" role="tab" aria-selected={kind() === value} onClick={() => setKind(value)}>{words}</button>
          ))}
        </div>
      }
    />
  );
}
