import { SLOTS } from "./deck";

// Three video elements for the whole life of the page: a phone allows few, and one that a
// touch has unlocked for sound stays unlocked. The first one stands in the page's markup.

let elements: HTMLVideoElement[] | undefined;

export function videoElements(): HTMLVideoElement[] {
  elements ??= Array.from({ length: SLOTS }, (_, slot) => {
    const early = slot === 0 ? document.querySelector<HTMLVideoElement>("video#early") : null;
    const video = early ?? document.createElement("video");
    video.removeAttribute("id");
    video.muted = true;
    video.defaultMuted = true;
    video.playsInline = true;
    video.loop = true;
    video.preload = "auto";
    video.tabIndex = -1;
    video.setAttribute("aria-hidden", "true");
    return video;
  });
  return elements;
}
