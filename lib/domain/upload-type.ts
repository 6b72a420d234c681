import { z } from "zod";

export const uploadTypes = ["internal", "client"] as const;
export const uploadTypeSchema = z.enum(uploadTypes);
/** `internal`: review inside a department; `client`: review by the client. */
export type UploadType = z.infer<typeof uploadTypeSchema>;

export const uploadTypeLabel = { internal: "Internal", client: "Client" } as const satisfies Record<UploadType, string>;
