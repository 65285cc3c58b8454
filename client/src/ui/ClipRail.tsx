import Forward from "lucide-solid/icons/forward";
import Heart from "lucide-solid/icons/heart";
import MessageCircle from "lucide-solid/icons/message-circle";
import type { Video } from "../api/types";
import { favoritesOf, isFavorited } from "../entities/videos";
import { toggleFavorite } from "../interactions/favorite";
import { shareClip } from "../interactions/share";
import { shortCount } from "../kernel/words";
import { Avatar } from "./Avatar";

export function ClipRail(props: { video: Video; onComments: () => void }) {
  const id = () => props.video.id;
  const favorited = () => isFavorited(id());
  return (
    <div class="rail">
      <a class="rail-face" href={`/@${props.video.author.handle}`} aria-label={`${props.video.author.name || props.video.author.handle}, profile`}>
        <Avatar account={props.video.author} size={46} />
      </a>
      <button type="button" class="rail-button favorite" aria-label="Favorite" aria-pressed={favorited()} onClick={() => toggleFavorite(id())}>
        <Heart size={30} stroke-width={1.75} fill={favorited() ? "currentColor" : "rgb(255 255 255 / 0.08)"} />
        <span class="numbers" data-count="favorites">{shortCount(favoritesOf(id()))}</span>
      </button>
      <button type="button" class="rail-button" aria-label="Comments" onClick={() => props.onComments()}>
        <MessageCircle size={30} stroke-width={1.75} fill="rgb(255 255 255 / 0.08)" />
        <span class="numbers" data-count="comments">{shortCount(props.video.counts.comments)}</span>
      </button>
      <button type="button" class="rail-button" aria-label="Share" onClick={() => void shareClip(props.video)}>
        <Forward size={30} stroke-width={1.75} fill="rgb(255 255 255 / 0.08)" />
        <span>Share</span>
      </button>
    </div>
  );
}
