import { type UploadType, uploadTypeLabel } from "#lib/domain/upload-type";

/** What badges say of earlier uploads. */
export const sentMessages = {
  column: "Sent",
  times: (times: number) => `×${times.toLocaleString()}`,
  otherType: (type: UploadType) => uploadTypeLabel[type],
  going: (name: string) => `Uploading: ${name}`,
  goingShort: "Uploading",
  newer: (version: string) => `${version} exists`,
  newerShort: (version: string) => version,
  newerWhole: (version: string) => `A newer version of the same asset and task exists: ${version}.`,
  sentWhole: (type: UploadType, times: number) =>
    times === 1
      ? `Sent for ${uploadTypeLabel[type].toLowerCase()} review`
      : `Sent for ${uploadTypeLabel[type].toLowerCase()} review ${times.toLocaleString()} times, last`,
  goingWhole: (type: UploadType) => `Being uploaded now for ${uploadTypeLabel[type].toLowerCase()} review`,
  by: (name: string) => `by ${name}`,
  to: "to",
  open: "Opens the upload.",
} as const;
