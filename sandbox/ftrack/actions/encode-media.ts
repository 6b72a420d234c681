import { randomUUID } from "node:crypto";
import { ApiError } from "#sandbox/ftrack/api-error";
import type { NamedFile } from "#sandbox/ftrack/component-files";
import { encoded } from "#sandbox/ftrack/files/encoded";
import { LOCATION } from "#sandbox/ftrack/known-ids";
import { schema } from "#sandbox/ftrack/schema/schema";
import type { Writer } from "#sandbox/ftrack/write/writer";
import type { Action, ActionContext } from "./action.ts";
import { optionalTextAt, textAt } from "./sent.ts";

type Output = { readonly component_id: string; readonly format: string };

type Task = {
  readonly jobId: string;
  readonly sourceId: string;
  readonly versionId: string | undefined;
  readonly keepsOriginal: boolean;
  readonly output: readonly Output[];
};

const component = schema.must("FileComponent");
const location = schema.must("ComponentLocation");
const job = schema.must("Job");
const jobComponent = schema.must("JobComponent");
const version = schema.must("AssetVersion");

/** Starts a job that makes a file playable in browsers; its output is named at once and there when the job is done. */
export const encodeMedia: Action = (sent, context) => {
  const { files, writer } = context;
  const sourceId = textAt(sent, "component_id");
  const source = files.find(sourceId);
  if (source === undefined) {
    throw new ApiError("ValidationError", `There is no file of component '${sourceId}' in ftrack.server`);
  }
  const versionId = optionalTextAt(sent, "version_id");
  if (versionId !== undefined && writer.store.get(version, versionId) === undefined) {
    throw new ApiError("ValidationError", `There is no AssetVersion '${versionId}'`);
  }
  const jobId = randomUUID();
  const planned = outputFor(source.contentType);
  const output = planned.map(({ format }) => ({ format, component_id: randomUUID() }));
  const task = { jobId, sourceId, versionId, keepsOriginal: sent.keep_original !== false, output };
  writer.create(job, { id: jobId, type: "encode_media", status: "queued", data: dataOf(task) });
  for (const [index, { name, fileType }] of planned.entries()) {
    const id = output[index]?.component_id;
    writer.create(component, { id, name, file_type: fileType, version_id: versionId ?? null });
    writer.create(jobComponent, { component_id: id, job_id: jobId });
  }
  context.afterwards(() => {
    run(task, source, context).catch((error: unknown) => fail(task, context, String(error)));
  });
  return { action: "encode_media", job_id: jobId };
};

/** What a file of that media type becomes. */
function outputFor(contentType: string) {
  if (contentType.startsWith("image/")) {
    return [{ format: "image/jpeg", name: "ftrackreview-image", fileType: ".jpg" }];
  }
  if (contentType.startsWith("video/")) {
    return [{ format: "video/mp4", name: "ftrackreview-mp4", fileType: ".mp4" }];
  }
  return [];
}

async function run(task: Task, source: NamedFile, context: ActionContext): Promise<void> {
  const { files, writeLater } = context;
  const [output] = task.output;
  if (output === undefined) {
    fail(task, context, `A file of type ${source.contentType} can't be shown in a browser`);
    return;
  }
  const result = await encoded(source, output.format);
  if ("reason" in result) {
    fail(task, context, result.reason);
    return;
  }
  const id = output.component_id;
  writeLater((writer) => {
    // Whoever deleted the job or its output meanwhile does not want them any more.
    if (writer.store.get(job, task.jobId) === undefined || writer.store.get(component, id) === undefined) return;
    if (result.bytes === "unchanged") files.share(task.sourceId, id);
    else files.put(id, { contentType: output.format, bytes: result.bytes });
    writer.update(component, id, { size: result.size });
    writer.create(location, { component_id: id, location_id: LOCATION.server, resource_identifier: id });
    if (output.format === "image/jpeg") showOnVersion(writer, task.versionId, id);
    if (!task.keepsOriginal && writer.store.get(component, task.sourceId) !== undefined) {
      writer.remove(component, task.sourceId);
    }
    writer.update(job, task.jobId, { status: "done", finished_at: writer.now });
  });
}

function fail(task: Task, { writeLater }: ActionContext, reason: string): void {
  writeLater((writer) => {
    if (writer.store.get(job, task.jobId) === undefined) return;
    writer.update(job, task.jobId, { status: "failed", finished_at: writer.now, data: dataOf(task, reason) });
  });
}

function showOnVersion(writer: Writer, versionId: string | undefined, pictureId: string): void {
  if (versionId === undefined || writer.store.get(version, versionId) === undefined) return;
  writer.update(version, versionId, { thumbnail_id: pictureId });
}

function dataOf({ output, sourceId, keepsOriginal }: Task, reason?: string): string {
  const data = { output, source_component_id: sourceId, keep_original: keepsOriginal };
  return JSON.stringify({ description: "Encode media", ...data, ...(reason !== undefined && { error: reason }) });
}
