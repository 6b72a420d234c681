import { ApiError } from "#sandbox/ftrack/api-error";
import type { JsonRecord } from "#sandbox/ftrack/json";

/** @throws ApiError ValidationError */
export function textAt(sent: JsonRecord, name: string): string {
  const value = sent[name];
  if (typeof value === "string" && value !== "") return value;
  throw new ApiError("ValidationError", `'${name}' must be text`);
}

/** Undefined for what is absent or null. @throws ApiError ValidationError */
export function optionalTextAt(sent: JsonRecord, name: string): string | undefined {
  return sent[name] === undefined || sent[name] === null ? undefined : textAt(sent, name);
}

/** A whole number from zero on; undefined for what is absent or null. @throws ApiError ValidationError */
export function optionalCountAt(sent: JsonRecord, name: string): number | undefined {
  const value = sent[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new ApiError("ValidationError", `'${name}' must be a whole number, not ${JSON.stringify(value)}`);
}
