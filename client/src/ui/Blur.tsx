import { createEffect } from "solid-js";
import { thumbHashToRGBA } from "thumbhash";

/** A clip's thumbhash, drawn small and stretched by style: what there is before, and around, the picture. */
export function Blur(props: { hash: string | null | undefined; class?: string }) {
  let canvas!: HTMLCanvasElement;
  createEffect(() => {
    const { hash } = props;
    const context = canvas.getContext("2d");
    if (!context) return;
    if (!hash) return context.clearRect(0, 0, canvas.width, canvas.height);
    try {
      const { w, h, rgba } = thumbHashToRGBA(Uint8Array.from(atob(hash), (c) => c.charCodeAt(0)));
      canvas.width = w;
      canvas.height = h;
      context.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
    } catch {
      context.clearRect(0, 0, canvas.width, canvas.height);
    }
  });
  return <canvas ref={canvas} class={props.class} width="1" height="1" aria-hidden="true" />;
}
