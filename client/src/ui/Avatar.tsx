import { Show } from "solid-js";
import type { AccountBrief } from "../api/types";
import { hideBroken, showLoaded } from "./images";

export function Avatar(props: { account: AccountBrief; size: number; src?: string | undefined }) {
  const src = () => props.src ?? props.account.picture;
  const letter = () => [...(props.account.name || props.account.handle)][0] ?? "";
  const hue = () => [...props.account.handle].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 360, 7);
  return (
    <span class="avatar" aria-hidden="true" classList={{ lettered: !src() }} style={{ "--hue": hue(), width: `${props.size}px`, height: `${props.size}px`, "font-size": `${props.size * 0.42}px` }}>
      <Show when={src()} fallback={<span>{letter()}</span>}>
        {(address) => <img src={address()} alt="" width={props.size} height={props.size} loading="lazy" decoding="async" onError={hideBroken} onLoad={showLoaded} />}
      </Show>
    </span>
  );
}
