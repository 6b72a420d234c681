import type { Upload } from "./upload.ts";
import { zonedTime } from "./zoned-time.ts";

/** What a report says first of an upload that somebody stopped, or that was tried again. */
export function stopRemarks(
  { cancelled, round, counts }: Pick<Upload, "cancelled" | "round" | "counts">,
  timeZone: string,
): string[] {
  const remarks: string[] = [];
  if (cancelled !== null) {
    const what = counts.cancelled === 0 ? "All of it was linked by then." : "What was linked by then stays.";
    remarks.push(`${cancelled.by.name} cancelled this upload on ${zonedTime(cancelled.at, timeZone)}. ${what}`);
  }
  if (round > 0) {
    const times = round === 1 ? "" : `, for the ${ordinal(round)} time`;
    remarks.push(
      `This is the report of a retry: what had failed was tried again${times}. It stands for the whole upload.`,
    );
  }
  return remarks;
}

function ordinal(count: number): string {
  const tens = count % 100;
  const ending = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][count % 10] ?? "th");
  return `${count}${ending}`;
}
