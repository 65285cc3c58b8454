import { Show } from "solid-js";

/** The mark: a ring with one open gap. With a value it is a progress ring; turning, it is waiting. */
export function Ring(props: { size: number; value?: number | null | undefined; turning?: boolean }) {
  const share = () => Math.round(Math.min(1, Math.max(0, props.value ?? 0)) * 100);
  return (
    <svg class="ring" classList={{ turning: props.turning ?? false }} width={props.size} height={props.size} viewBox="0 0 38 38" aria-hidden="true">
      <Show
        when={props.value !== undefined && props.value !== null}
        fallback={<circle class="value" cx="19" cy="19" r="16" pathLength="100" stroke-dasharray="82 18" stroke-dashoffset="-8" />}
      >
        <circle class="track" cx="19" cy="19" r="16" />
        <circle class="value" cx="19" cy="19" r="16" pathLength="100" stroke-dasharray={`${Math.max(0.01, share())} 100`} transform="rotate(-90 19 19)" />
      </Show>
    </svg>
  );
}
