import { wheelStart, wheelStep } from "./wheel";

export interface GestureTargets {
  /** The finger took hold of the deck. */
  grab: () => void;
  drag: (offsetPx: number) => void;
  release: (offsetPx: number, velocity: number) => void;
  wheel: (step: -1 | 1) => void;
  tap: (x: number, y: number) => void;
  doubleTap: (x: number, y: number) => void;
  longPress: () => void;
}

const SLOP_PX = 8;
const DOUBLE_MS = 240;
const LONG_MS = 520;
const CONTROLS = "a, button, input, textarea, [role=slider], [data-still]";

/** Turns pointer and wheel events on the deck into what the person meant. */
export function watchGestures(element: HTMLElement, to: GestureTargets): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let id: number | null = null;
  let startX = 0;
  let startY = 0;
  let dragging = false;
  let trail: { y: number; at: number }[] = [];
  let lastTap = { at: -Infinity, x: 0, y: 0 };
  let tapTimer: ReturnType<typeof setTimeout> | undefined;
  let longTimer: ReturnType<typeof setTimeout> | undefined;
  let wheel = wheelStart;

  element.addEventListener("pointerdown", (e) => {
    if (id !== null || (e.pointerType === "mouse" && e.button !== 0) || (e.target as Element).closest("[role=slider], [data-still]")) return;
    id = e.pointerId;
    startX = e.clientX;
    startY = e.clientY;
    dragging = false;
    trail = [{ y: e.clientY, at: e.timeStamp }];
    clearTimeout(longTimer);
    if (!(e.target as Element).closest(CONTROLS)) longTimer = setTimeout(() => { if (!dragging && id !== null) { id = null; to.longPress(); } }, LONG_MS);
  }, { signal });

  element.addEventListener("pointermove", (e) => {
    if (e.pointerId !== id) return;
    const dx = e.clientX - startX;
    const dy = e.clientY - startY;
    if (!dragging) {
      if (Math.hypot(dx, dy) > SLOP_PX) clearTimeout(longTimer);
      if (Math.abs(dy) < SLOP_PX || Math.abs(dy) < Math.abs(dx)) return;
      dragging = true;
      startY += Math.sign(dy) * SLOP_PX;
      element.setPointerCapture(e.pointerId);
      to.grab();
    }
    for (const point of e.getCoalescedEvents?.() ?? [e]) trail.push({ y: point.clientY, at: point.timeStamp });
    trail = trail.filter((point) => e.timeStamp - point.at < 100);
    to.drag(e.clientY - startY);
  }, { signal });

  const end = (e: PointerEvent) => {
    if (e.pointerId !== id) return;
    id = null;
    clearTimeout(longTimer);
    if (dragging) {
      const first = trail.find((point) => e.timeStamp - point.at < 100);
      const ms = first ? e.timeStamp - first.at : 0;
      to.release(e.clientY - startY, first && ms > 8 && e.type === "pointerup" ? (e.clientY - first.y) / ms : 0);
      element.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => element.removeEventListener("click", swallow, { capture: true }), 0);
    } else if (e.type === "pointerup" && !(e.target as Element).closest(CONTROLS)) {
      tapped(e);
    }
    dragging = false;
  };
  element.addEventListener("pointerup", end, { signal });
  element.addEventListener("pointercancel", end, { signal });
  element.addEventListener("contextmenu", (e) => { if (!(e.target as Element).closest("a")) e.preventDefault(); }, { signal });

  function tapped(e: PointerEvent): void {
    clearTimeout(tapTimer);
    const again = e.timeStamp - lastTap.at < DOUBLE_MS && Math.hypot(e.clientX - lastTap.x, e.clientY - lastTap.y) < 60;
    lastTap = { at: e.timeStamp, x: e.clientX, y: e.clientY };
    // Further taps in the same flurry favorite again rather than pause.
    if (again) to.doubleTap(e.clientX, e.clientY);
    else tapTimer = setTimeout(() => to.tap(e.clientX, e.clientY), DOUBLE_MS);
  }

  element.addEventListener("wheel", (e) => {
    if (e.ctrlKey || (e.target as Element).closest("[data-scrolls]")) return;
    e.preventDefault();
    const unit = e.deltaMode === 1 ? 33 : e.deltaMode === 2 ? 800 : 1;
    const { memory, step } = wheelStep(wheel, e.deltaY * unit, e.timeStamp);
    wheel = memory;
    if (step !== 0) to.wheel(step);
  }, { signal, passive: false });

  return () => { listening.abort(); clearTimeout(tapTimer); clearTimeout(longTimer); };
}

function swallow(click: Event): void {
  click.preventDefault();
  click.stopPropagation();
}
