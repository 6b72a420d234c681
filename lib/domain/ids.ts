import { z } from "zod";

const uuid = z.string().regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, "is not an id");

/** Ids from outside are branded once, where they enter; inside, a project's id can't be passed for a version's. */
export const projectIdSchema = uuid.brand("ProjectId");
export const versionIdSchema = uuid.brand("VersionId");
export const componentIdSchema = uuid.brand("ComponentId");
export const uploadIdSchema = uuid.brand("UploadId");
export const presetIdSchema = uuid.brand("PresetId");
export const workIdSchema = uuid.brand("WorkId");

export type ProjectId = z.infer<typeof projectIdSchema>;
export type VersionId = z.infer<typeof versionIdSchema>;
export type ComponentId = z.infer<typeof componentIdSchema>;
export type UploadId = z.infer<typeof uploadIdSchema>;
export type PresetId = z.infer<typeof presetIdSchema>;
export type WorkId = z.infer<typeof workIdSchema>;
