/** A picture that did not come leaves what is behind it to be seen, not a broken frame. */
export function hideBroken(e: Event): void {
  (e.currentTarget as HTMLImageElement).style.visibility = "hidden";
}

export function showLoaded(e: Event): void {
  (e.currentTarget as HTMLImageElement).style.visibility = "";
}
