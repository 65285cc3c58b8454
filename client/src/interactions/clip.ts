import { sentence } from "../api/problems";
import { deleteVideo, report } from "../api/routes";
import { notice } from "./notice";
import { withAccount } from "./signin";

export const reportReasons = [
  ["spam", "Spam or a trick"],
  ["nudity", "Nudity or sexual content"],
  ["violence", "Violence or danger"],
  ["hate", "Hate"],
  ["harassment", "Harassment"],
  ["copyright", "It belongs to somebody else"],
  ["other", "Something else"],
] as const;

export type ReportReason = (typeof reportReasons)[number][0];

export function reportClip(id: string, reason: ReportReason): void {
  withAccount("report a clip", () => {
    report("video", id, reason).then(() => notice("Thank you. Someone will look at it."), (error) => notice(sentence(error)));
  });
}

/** Whether the clip is gone. */
export async function removeClip(id: string): Promise<boolean> {
  try {
    await deleteVideo(id);
    notice("The clip is deleted");
    return true;
  } catch (error) {
    notice(sentence(error));
    return false;
  }
}
