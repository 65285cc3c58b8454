import Ellipsis from "lucide-solid/icons/ellipsis";
import Volume2 from "lucide-solid/icons/volume-2";
import VolumeX from "lucide-solid/icons/volume-x";
import { Show } from "solid-js";
import type { Player } from "../player/player";
import { muted, setMuted, soundWaits } from "../player/sound";

/** Sound and the menu, in the corner away from the thumb. */
export function ClipTop(props: { id: string; player: Player; onMenu: (id: string) => void }) {
  const silent = () => muted() || soundWaits();
  const switchSound = () => { setMuted(!silent()); props.player.soundChanged(); };
  return (
    <div class="corner">
      <button type="button" class="icon-button" aria-label={silent() ? "Unmute" : "Mute"} onClick={switchSound}>
        <Show when={silent()} fallback={<Volume2 size={24} stroke-width={1.75} />}><VolumeX size={24} stroke-width={1.75} /></Show>
      </button>
      <button type="button" class="icon-button menu-button" aria-label="Clip menu" onClick={() => props.onMenu(props.id)}>
        <Ellipsis size={24} stroke-width={1.75} />
      </button>
    </div>
  );
}
