import type { Upload } from "./upload.ts";

/** The Message-ID of an upload's report: the same however often it is sent, and another one for each round of trying again. */
export function messageIdOf({ messageId, round }: Pick<Upload, "messageId" | "round">): string {
  return round === 0 ? messageId : messageId.replace("@", `.${round}@`);
}
