import { ApiError } from "#sandbox/ftrack/api-error";
import { orderOf } from "#sandbox/ftrack/files/upload-order";
import type { FinishedPart } from "#sandbox/ftrack/files/uploads";
import { isRecord, type JsonRecord } from "#sandbox/ftrack/json";
import { schema } from "#sandbox/ftrack/schema/schema";
import type { Action } from "./action.ts";
import { optionalCountAt, textAt } from "./sent.ts";

const component = schema.must("Component");

/** Where to PUT a component's bytes. The component need not exist yet if the name and size of the file are said. */
export const getUploadMetadata: Action = (sent, { files, serverUrl, writer }) => {
  const order = orderOf(sent, writer.store);
  const row = writer.store.get(component, order.componentId);
  if (row !== undefined) writer.permissions?.check("change", row);
  return files.uploads.begin(order, serverUrl);
};

/** Puts the parts of an upload together. */
export const completeMultipartUpload: Action = (sent, { files, reader, afterwards }) => {
  const componentId = textAt(sent, "component_id");
  afterwards(files.uploads.complete(textAt(sent, "upload_id"), componentId, partsOf(sent)));
  return {
    action: "complete_multipart_upload",
    component_id: componentId,
    url: reader.files.component(componentId),
  };
};

function partsOf({ parts }: JsonRecord): readonly FinishedPart[] {
  if (!Array.isArray(parts)) throw new ApiError("ValidationError", "'parts' must be a list");
  return parts.map((part: unknown) => {
    const number = isRecord(part) ? optionalCountAt(part, "part_number") : undefined;
    if (isRecord(part) && number !== undefined) return { number, eTag: textAt(part, "e_tag") };
    throw new ApiError("ValidationError", "Each of 'parts' must have a part_number and an e_tag");
  });
}
