import type { UploadItem } from "./upload.ts";

/** What became of an item, for reports: "Linked", "Already there", "Failed: …", "Left out: …". */
export function itemStatus({ state, reason }: Pick<UploadItem, "state" | "reason">): string {
  switch (state) {
    case "linked":
      return "Linked";
    case "unchanged":
      return "Already there";
    case "failed":
      return withReason("Failed", reason);
    case "left-out":
      return withReason("Left out", reason);
    case "cancelled":
      return withReason("Cancelled", reason);
    case "withdrawn":
      return withReason("Withdrawn", reason);
    case "waiting":
      return "Not yet linked";
  }
}

function withReason(word: string, reason: string | null): string {
  return reason === null || reason.trim() === "" ? word : `${word}: ${reason}`;
}
