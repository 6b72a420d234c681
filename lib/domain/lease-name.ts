import { type UploadId, uploadIdSchema } from "./ids.ts";

/** The lease under which one thing is done with an upload: "links", "ftrack", "report", "withdraw". */
export function leaseOf(uploadId: UploadId, kind: string): string {
  return `upload:${uploadId}:${kind}`;
}

/** The upload of such a lease, and what is done under it; null for a lease of another form. */
export function uploadOfLease(name: string): { uploadId: UploadId; kind: string } | null {
  const [type, id, kind = "", ...more] = name.split(":");
  const uploadId = uploadIdSchema.safeParse(id);
  return type === "upload" && uploadId.success && kind !== "" && more.length === 0
    ? { uploadId: uploadId.data, kind }
    : null;
}
