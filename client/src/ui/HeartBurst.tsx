import Heart from "lucide-solid/icons/heart";
import type { Burst } from "./Deck";

export function HeartBurst(props: { burst: Burst }) {
  const tilt = ((props.burst.n * 100) % 36) - 18;
  return (
    <div class="burst" aria-hidden="true" style={{ left: `${props.burst.x}px`, top: `${props.burst.y}px`, rotate: `${tilt}deg` }}>
      <Heart size={96} fill="currentColor" stroke-width={0} />
    </div>
  );
}
