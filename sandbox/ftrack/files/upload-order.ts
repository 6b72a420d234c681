import { optionalCountAt, optionalTextAt, textAt } from "#sandbox/ftrack/actions/sent";
import { ApiError } from "#sandbox/ftrack/api-error";
import type { JsonRecord } from "#sandbox/ftrack/json";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import { schema } from "#sandbox/ftrack/schema/schema";
import { numberOf, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import type { UploadOrder } from "./uploads.ts";

const component = schema.must("Component");
const name = columnOf("Component", "name");
const fileType = columnOf("Component", "file_type");
const size = columnOf("Component", "size");

/** What a client means to upload, completed by what its component says. @throws ApiError ValidationError */
export function orderOf(sent: JsonRecord, store: Store): UploadOrder {
  const componentId = textAt(sent, "component_id");
  const row = store.get(component, componentId);
  const fileName = optionalTextAt(sent, "file_name");
  const fileSize = optionalCountAt(sent, "file_size");
  if (row === undefined && (fileName === undefined || fileSize === undefined)) {
    throw new ApiError(
      "ValidationError",
      `There is no Component '${componentId}': create it, or say file_name and file_size`,
    );
  }
  const known = row === undefined ? 0 : (numberOf(row, size) ?? 0);
  const ownName = row === undefined ? "" : `${textOf(row, name) ?? ""}${textOf(row, fileType) ?? ""}`;
  return {
    componentId,
    fileName: fileName ?? ownName,
    // A component of size 0 is mostly one whose size nobody has told.
    size: fileSize ?? (known === 0 ? undefined : known),
    checksum: optionalTextAt(sent, "checksum"),
    parts: optionalCountAt(sent, "parts"),
  };
}
