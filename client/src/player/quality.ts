import type { Rendition } from "../api/types";

export interface Screen {
  /** Short side of the clip's box in device pixels. */
  shortPx: number;
  bitsPerSecond: number | null;
  saveData: boolean;
}

/** The best rendition that can be played, is not larger than can be seen, and fits three quarters of the link. */
export function pickRendition(
  renditions: readonly Rendition[], screen: Screen, canPlay: (type: string) => boolean,
): Rendition | undefined {
  const short = (r: Rendition) => Math.min(r.width, r.height);
  const playable = renditions.filter((r) => canPlay(`${r.type}; codecs="${r.codecs}"`)).sort((a, b) => a.bitrate - b.bitrate);
  const smallest = playable[0];
  if (!smallest) return undefined;
  if (screen.saveData) return smallest;
  const seen = playable.filter((r, i) => i === 0 || short(playable[i - 1] as Rendition) < screen.shortPx || short(r) <= screen.shortPx);
  const budget = screen.bitsPerSecond === null ? Infinity : screen.bitsPerSecond * 0.75;
  return seen.filter((r) => r.bitrate <= budget).at(-1) ?? smallest;
}
