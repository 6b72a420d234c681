import { ApiError } from "#sandbox/ftrack/api-error";
import { canonicalDate, isWireDate } from "#sandbox/ftrack/dates";
import { entityTypeName } from "#sandbox/ftrack/entity-type-name";
import { isRecord } from "#sandbox/ftrack/json";
import type { ColumnProperty, EntityType } from "#sandbox/ftrack/schema/model";
import { joinKey } from "#sandbox/ftrack/store/row";

/**
 * The stored form of a value that a client sent.
 * @throws ApiError ValidationError if it can't be one.
 */
export function coerce(property: ColumnProperty, sent: unknown): unknown {
  if (sent === null || sent === undefined) return null;
  const value = isWireDate(sent) ? sent.value : sent;
  switch (property.type) {
    case "uid":
    case "string":
      return plainText(property, value);
    case "entity-type":
      return entityTypeName(plainText(property, value));
    case "key":
      return isRecord(value) && property.target !== undefined
        ? referenceKey(property.target, value)
        : plainText(property, value);
    case "json":
      return typeof value === "string" ? value : JSON.stringify(value);
    case "integer":
    case "number":
    case "serial": {
      const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
      if (Number.isNaN(number)) throw invalid(property, value, "a number");
      return number;
    }
    case "boolean":
      if (value === true || value === 1 || value === "true" || value === "True") return true;
      if (value === false || value === 0 || value === "false" || value === "False") return false;
      throw invalid(property, value, "true or false");
    case "datetime": {
      const date = typeof value === "string" ? canonicalDate(value) : undefined;
      if (date === undefined) throw invalid(property, value, "a date");
      return date;
    }
    case "object":
    case "variable":
      return sent;
  }
}

/**
 * The primary key of a mentioned entity, `{__entity_type__, id}`, or of a bare id.
 * @throws ApiError ValidationError
 */
export function referenceKey(target: EntityType, sent: unknown): string {
  if (typeof sent === "string") return sent;
  if (isRecord(sent)) {
    const parts = target.primaryKey.map((column) => sent[column.name]);
    if (parts.every((part) => typeof part === "string" || typeof part === "number")) {
      return parts.length === 1 ? String(parts[0]) : joinKey(parts);
    }
  }
  throw new ApiError("ValidationError", `${JSON.stringify(sent)} is no reference to a ${target.name}`);
}

function plainText(property: ColumnProperty, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw invalid(property, value, "text");
}

function invalid(property: ColumnProperty, value: unknown, wanted: string): ApiError {
  return new ApiError("ValidationError", `'${property.name}' must be ${wanted}, not ${JSON.stringify(value)}`);
}
