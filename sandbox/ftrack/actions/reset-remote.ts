import { ApiError } from "#sandbox/ftrack/api-error";
import { schema } from "#sandbox/ftrack/schema/schema";
import { resetApiKey } from "#sandbox/ftrack/write/reset-api-key";
import type { Action } from "./action.ts";
import { textAt } from "./sent.ts";

const user = schema.must("User");

/** Gives a user a new API key in the place of those that the user had. It is told once, here. */
export const resetRemote: Action = (sent, { caller, writer }) => {
  const { entity_key: key, entity_type: type, reset_type: what } = sent;
  if (what !== "api_key" || type !== user.name) {
    throw new ApiError(
      "ValidationError",
      `Nothing can be reset but the 'api_key' of a User, not ${JSON.stringify(what ?? null)} of ${String(type)}`,
    );
  }
  const [first]: readonly unknown[] = Array.isArray(key) ? key : [key];
  const id = textAt({ entity_key: first }, "entity_key");
  const row = writer.store.get(user, id);
  if (row === undefined) throw new ApiError("ValidationError", `There is no User '${id}'`);
  if (row !== caller) writer.permissions?.check("change", row);
  return { action: "reset_remote", data: { api_key: resetApiKey(writer, row) } };
};
