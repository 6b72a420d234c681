import { isRecord, type JsonRecord } from "#sandbox/ftrack/json";
import type { CallFault } from "./fault-order.ts";

/** What a fault can be aimed at. */
export type Call = {
  readonly path: string;
  readonly user: string;
  /** The operations of a POST to the API, as they were sent. */
  readonly operations: unknown;
};

type Aim = CallFault["match"];

/** Whether the call is one of those that are aimed at; action, type and expression must hold for one operation. */
export function isAimedAt({ action, entityType, expression, user, path = "/api" }: Aim, call: Call): boolean {
  if (!isBelow(call.path, path) || (user !== undefined && user !== call.user)) return false;
  if (action === undefined && entityType === undefined && expression === undefined) return true;
  const operations: readonly unknown[] = Array.isArray(call.operations) ? call.operations : [];
  return operations.some(
    (operation) =>
      isRecord(operation) &&
      (action === undefined || operation.action === action) &&
      (entityType === undefined || typeOf(operation) === entityType) &&
      (expression === undefined || expressionOf(operation).includes(expression)),
  );
}

/** Neither the API nor the event hub nor the sandbox's own pages: files go their own way at a real server too. */
export function isFileCall({ path }: Call): boolean {
  return !["/api", "/socket.io", "/sandbox"].some((other) => isBelow(path, other));
}

function isBelow(path: string, folder: string): boolean {
  const above = folder.replace(/\/$/, "");
  return path === above || path.startsWith(`${above}/`);
}

function typeOf(operation: JsonRecord): string {
  if (typeof operation.entity_type === "string") return operation.entity_type;
  return /^\s*(?:select\s.+?\sfrom\s+)?(\w+)/is.exec(expressionOf(operation))?.[1] ?? "";
}

function expressionOf({ expression }: JsonRecord): string {
  return typeof expression === "string" ? expression : "";
}
