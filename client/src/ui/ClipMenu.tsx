import Flag from "lucide-solid/icons/flag";
import Keyboard from "lucide-solid/icons/keyboard";
import Link from "lucide-solid/icons/link";
import Trash from "lucide-solid/icons/trash";
import { For, Match, Show, Switch, createSignal } from "solid-js";
import { me } from "../entities/me";
import { video } from "../entities/videos";
import { removeClip, reportClip, reportReasons } from "../interactions/clip";
import { copyLink } from "../interactions/share";
import type { Player } from "../player/player";
import { Sheet } from "./Sheet";

const speeds = [0.5, 1, 1.5, 2];

interface MenuProps {
  id: string;
  player: Player | undefined;
  onClose: () => void;
  onHelp: () => void;
  onDeleted: (id: string) => void;
}

export default function ClipMenu(props: MenuProps) {
  const [step, setStep] = createSignal<"menu" | "report" | "delete">("menu");
  const clip = () => video(props.id);
  const mine = () => me()?.id === clip()?.author.id;
  const title = () => ({ menu: "This clip", report: "What is wrong with it?", delete: "Delete this clip?" })[step()];
  return (
    <Sheet title={title()} onClose={props.onClose}>
      <Switch>
        <Match when={step() === "menu"}>
          <div class="field">
            <span class="label">Speed</span>
            <div class="choices">
              <For each={speeds}>{(speed) => (
                <button type="button" class="choice numbers" aria-pressed={props.player?.speed() === speed} onClick={() => props.player?.setSpeed(speed)}>{speed === 1 ? "Normal" : `${speed}×`}</button>
              )}</For>
            </div>
          </div>
          <div class="menu-list">
            <button type="button" onClick={() => { const c = clip(); if (c) void copyLink(c); props.onClose(); }}><Link size={22} stroke-width={1.75} />Copy link</button>
            <button type="button" onClick={() => props.onHelp()}><Keyboard size={22} stroke-width={1.75} />Keys</button>
            <Show when={!mine()} fallback={<button type="button" class="danger" onClick={() => setStep("delete")}><Trash size={22} stroke-width={1.75} />Delete</button>}>
              <button type="button" onClick={() => setStep("report")}><Flag size={22} stroke-width={1.75} />Report</button>
            </Show>
          </div>
        </Match>
        <Match when={step() === "report"}>
          <div class="menu-list">
            <For each={reportReasons}>{([code, words]) => (
              <button type="button" onClick={() => { props.onClose(); reportClip(props.id, code); }}>{words}</button>
            )}</For>
          </div>
        </Match>
        <Match when={step() === "delete"}>
          <p class="quiet">It goes away for everybody, with its comments. This cannot be undone.</p>
          <button type="button" class="button danger wide" onClick={() => { void removeClip(props.id).then((gone) => { if (gone) props.onDeleted(props.id); }); }}>Delete for good</button>
          <button type="button" class="button soft wide" onClick={() => props.onClose()}>Keep it</button>
        </Match>
      </Switch>
    </Sheet>
  );
}
