import type { Video } from "../api/types";
import { notice } from "./notice";

export function clipAddress(video: Video): string {
  return `${location.origin}/@${video.author.handle}/${video.id}`;
}

export async function shareClip(video: Video): Promise<void> {
  const url = clipAddress(video);
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    try {
      await navigator.share({ url, title: `A clip by ${video.author.name || video.author.handle}` });
      return;
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
    }
  }
  await copyLink(video);
}

export async function copyLink(video: Video): Promise<void> {
  const url = clipAddress(video);
  try {
    await navigator.clipboard.writeText(url);
    notice("Link copied");
  } catch {
    notice(url);
  }
}
