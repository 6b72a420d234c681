export const uploadTypes = ["internal", "client"] as const;
/** `internal`: review inside a department; `client`: review by the client. */
export type UploadType = (typeof uploadTypes)[number];

export const uploadTypeLabel = { internal: "Internal", client: "Client" } as const satisfies Record<UploadType, string>;
