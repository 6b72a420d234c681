import { ApiError } from "#sandbox/ftrack/api-error";
import { isRecord, type JsonRecord } from "#sandbox/ftrack/json";
import { widgetAddress } from "#sandbox/ftrack/widget-page";
import type { Action } from "./action.ts";
import { optionalTextAt, textAt } from "./sent.ts";

const widgets = ["info", "tasks", "tasks_browser"];

/** The address of a page about the server or one of its entities, open to who holds it for six minutes. */
export const getWidgetUrl: Action = (sent, { files, serverUrl, writer }) => {
  const name = textAt(sent, "name");
  if (!widgets.includes(name)) {
    throw new ApiError("ValidationError", `There is no widget '${name}', only ${widgets.join(", ")}`);
  }
  const entity = entityOf(sent);
  if (name === "info" && entity === undefined) {
    throw new ApiError("ValidationError", "The widget 'info' needs an entity: say entity_type and entity_key");
  }
  if (entity !== undefined) {
    const type = writer.store.schema.types.get(entity.type);
    if (type === undefined || writer.store.get(type, entity.key) === undefined) {
      throw new ApiError("ValidationError", `There is no ${entity.type} '${entity.key}'`);
    }
  }
  const theme = optionalTextAt(sent, "theme") === "light" ? "light" : "dark";
  const subject = entity === undefined ? "" : `${entity.type} ${entity.key}`;
  return { action: "get_widget_url", widget_url: widgetAddress(files.signer, serverUrl, { name, subject, theme }) };
};

function entityOf(sent: JsonRecord): { readonly type: string; readonly key: string } | undefined {
  const type = optionalTextAt(sent, "entity_type");
  if (type === undefined) return undefined;
  const { entity_key: key } = sent;
  const [first]: readonly unknown[] = Array.isArray(key) ? key : [isRecord(key) ? key.id : key];
  if (typeof first === "string") return { type, key: first };
  throw new ApiError("ValidationError", "'entity_key' must be an id, or a list with one");
}
