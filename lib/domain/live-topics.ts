import { type ProjectId, projectIdSchema, type UploadId, uploadIdSchema, type WorkId, workIdSchema } from "./ids.ts";
import { previewTopic, type Topic, uploadTopic, versionsTopic } from "./live.ts";
import type { UploadType } from "./upload-type.ts";
import { uploadTypeSchema } from "./upload-type-schema.ts";

/** A topic, and what it is about. */
export type FollowedTopic =
  | { topic: Topic; about: "history" }
  | { topic: Topic; about: "upload"; id: UploadId }
  | { topic: Topic; about: "preview"; id: WorkId }
  | { topic: Topic; about: "versions"; project: ProjectId; type: UploadType };

/** More than any person has pages open; a longer wish is cut. */
const mostTopics = 64;

/** The topics that a stream's address asks for, "history,upload:…", each once and in order; what is none is left out. */
export function followedTopics(query: string | null): FollowedTopic[] {
  const given = new Set((query ?? "").toLowerCase().split(","));
  return [...given].flatMap((text) => topicIn(text) ?? []).slice(0, mostTopics);
}

function topicIn(text: string): FollowedTopic | null {
  if (text === "history") return { topic: text, about: text };
  const [about = "", rest, last] = text.split(":", 3);
  const upload = about === "upload" ? uploadIdSchema.safeParse(rest) : null;
  if (upload?.success) return { topic: uploadTopic(upload.data), about: "upload", id: upload.data };
  const work = about === "preview" ? workIdSchema.safeParse(rest) : null;
  if (work?.success) return { topic: previewTopic(work.data), about: "preview", id: work.data };
  const project = about === "versions" ? projectIdSchema.safeParse(rest) : null;
  const type = uploadTypeSchema.safeParse(last);
  if (project?.success && type.success) {
    return { topic: versionsTopic(project.data, type.data), about: "versions", project: project.data, type: type.data };
  }
  return null;
}
