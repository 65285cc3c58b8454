/** 1234 → "1.2K": one decimal below ten of a unit, none above, never rounded up into the next unit. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count);
  const units = ["K", "M", "B"];
  let value = count;
  let unit = -1;
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; unit += 1; }
  const shown = value < 10 ? Math.floor(value * 10) / 10 : Math.floor(value);
  return `${shown}${units[unit]}`;
}

export function plural(count: number, one: string, many: string): string {
  return `${shortCount(count)} ${count === 1 ? one : many}`;
}

/** "now", "4 min", "3 h", "2 d", "5 w", then the date. */
export function ago(then: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(then)) / 60_000);
  if (!(minutes >= 1)) return "now";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h`;
  const days = Math.floor(minutes / (24 * 60));
  if (days < 7) return `${days} d`;
  if (days < 60) return `${Math.floor(days / 7)} w`;
  return new Date(then).toLocaleDateString(undefined, { year: "numeric", month: "short", day: "numeric" });
}

export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function megabytes(bytes: number): string {
  const mb = bytes / 1_000_000;
  return mb < 100 ? mb.toFixed(1) : String(Math.round(mb));
}

/** Characters as a person counts them, so that an emoji is one. */
export function charCount(text: string): number {
  return [...text].length;
}

export type CaptionPiece = { text: string; tag?: string; handle?: string };

/** Splits a caption into plain text, #tags and @handles. Nothing is lost: the pieces join to the caption. */
export function captionPieces(caption: string): CaptionPiece[] {
  const pieces: CaptionPiece[] = [];
  let from = 0;
  for (const match of caption.matchAll(/(?<![\p{L}\p{N}_])(?:#([\p{L}\p{N}_]{1,50})|@([a-z0-9_]{3,30}))/gu)) {
    if (match.index > from) pieces.push({ text: caption.slice(from, match.index) });
    const [text, tag, handle] = match;
    pieces.push(tag ? { text, tag } : { text, handle: handle ?? "" });
    from = match.index + text.length;
  }
  if (from < caption.length) pieces.push({ text: caption.slice(from) });
  return pieces;
}

/** A tag as a person types it → as the server keeps it; empty when nothing is left. */
export function cleanTag(typed: string): string {
  return [...typed.trim().replace(/^#+/, "").replace(/[^\p{L}\p{N}\p{M}_]/gu, "").toLowerCase()].slice(0, 50).join("");
}
