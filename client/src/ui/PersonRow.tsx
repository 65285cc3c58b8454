import { Show } from "solid-js";
import { account, isFollowing } from "../entities/accounts";
import { me } from "../entities/me";
import { setFollow } from "../interactions/follow";
import { Avatar } from "./Avatar";

export function PersonRow(props: { handle: string }) {
  return (
    <Show when={account(props.handle)}>
      {(who) => (
        <li class="person">
          <a href={`/@${who().handle}`}>
            <Avatar account={who()} size={48} />
            <span class="person-words"><b class="one-line" dir="auto">{who().name || who().handle}</b><span class="one-line">@{who().handle}</span></span>
          </a>
          <Show when={me()?.handle !== who().handle}>
            <Show when={isFollowing(who().handle)} fallback={<button type="button" class="button small" aria-label={`Follow @${who().handle}`} onClick={() => setFollow(who().handle, true)}>Follow</button>}>
              <button type="button" class="button soft small" aria-label={`Unfollow @${who().handle}`} onClick={() => setFollow(who().handle, false)}>Following</button>
            </Show>
          </Show>
        </li>
      )}
    </Show>
  );
}
