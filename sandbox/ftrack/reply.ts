import type { ServerResponse } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { ApiError } from "./api-error.ts";
import type { ComponentFile } from "./component-files.ts";

/** What the server says over HTTP. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** In the place of the body: what is too large to be held in memory. */
  readonly large?: { readonly size: number; readonly open: () => Readable };
  /** How a fault has it sent; whole and at once where left out. */
  readonly delivery?: { how: "never" } | { how: "cut" } | { how: "trickle"; bytes: number; milliseconds: number };
};

export function jsonReply(status: number, body: unknown): Reply {
  return textReply(status, JSON.stringify(body));
}

/** A reply that is JSON already. */
export function textReply(status: number, json: string): Reply {
  return { status, headers: { "Content-Type": "application/json; charset=utf-8" }, body: Buffer.from(json) };
}

export function fileReply({ contentType, bytes }: ComponentFile): Reply {
  return { status: 200, headers: { "Content-Type": contentType, "Cache-Control": "private" }, body: bytes };
}

export function nothingReply(content: string): Reply {
  return jsonReply(404, { exception: "NotFound", content, error_code: null });
}

/** What went wrong, as clients read it. Only refusals are expected; anything else is named too, and nothing stops. */
export function failureReply(status: number, error: unknown): Reply {
  if (error instanceof ApiError) {
    return jsonReply(status, { exception: error.exception, content: error.message, error_code: error.code });
  }
  const content = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return jsonReply(status, { exception: "ServerError", content, error_code: null });
}

export function send(response: ServerResponse, { status, headers, body, large }: Reply): void {
  response.writeHead(status, { ...headers, "Content-Length": large?.size ?? body.length });
  if (large === undefined || response.req.method === "HEAD") response.end(body);
  // A stream that breaks takes the response with it: the client sees that bytes are missing.
  else pipeline(large.open(), response, () => undefined);
}
