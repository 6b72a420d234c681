import type { IncomingMessage } from "node:http";
import type { Api } from "./api.ts";
import { ApiError } from "./api-error.ts";
import type { CallLog } from "./call-log.ts";
import type { ComponentFiles } from "./component-files.ts";
import type { EventHub } from "./events/event-hub.ts";
import { handshakeReply } from "./events/handshake.ts";
import type { Faults } from "./faults/faults.ts";
import { preflightReply, readableElsewhere } from "./files/cors.ts";
import { componentReply, signedFileReply, uploadReply, usualThumbnail } from "./files/file-routes.ts";
import { signedFilePath } from "./files/signed-file.ts";
import { uploadPath } from "./files/uploads.ts";
import { placeholderImage } from "./placeholder-image.ts";
import { failureReply, fileReply, jsonReply, nothingReply, type Reply, textReply } from "./reply.ts";
import { widgetPath, widgetReply } from "./widget-page.ts";

export type Rooms = {
  readonly api: Api;
  readonly log: CallLog;
  readonly files: ComponentFiles;
  readonly faults: Faults;
  readonly hub: EventHub;
};

const bodyLimit = 256 * 1024 * 1024;

/** Answers one request. What an API call refuses is answered with status 200, as a real server does. */
export async function replyTo(rooms: Rooms, request: IncomingMessage): Promise<Reply> {
  const serverUrl = `http://${request.headers.host ?? "localhost"}`;
  const url = new URL(request.url ?? "/", serverUrl);
  const reply = request.method === "OPTIONS" ? preflightReply(request) : await routed(rooms, request, url);
  return readableElsewhere(request, reply);
}

async function routed(rooms: Rooms, request: IncomingMessage, url: URL): Promise<Reply> {
  const { api, files, log } = rooms;
  const { pathname } = url;
  const { store } = api;
  // What answers a GET answers a HEAD with the same, but for the body.
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (method === "PUT" && pathname.startsWith(uploadPath)) return uploadReply({ store, files }, request, url);
  if (method === "GET" && pathname.startsWith(signedFilePath)) return signedFileReply({ store, files }, request, url);
  if (method === "GET" && pathname.startsWith("/component/")) return componentReply({ store, files }, request, url);
  switch (`${method} ${pathname}`) {
    case "POST /api":
      return answerApi(rooms, request, url.origin);
    case "GET /socket.io/1":
    case "GET /socket.io/1/":
      return handshakeReply(rooms.hub, store, request, url);
    case "GET /img/thumbnail2.png":
      return fileReply({ contentType: "image/png", bytes: placeholderImage(usualThumbnail) });
    case `GET ${widgetPath}`:
      return widgetReply(files.signer, url.searchParams);
    case "GET /sandbox/calls":
      return jsonReply(200, log.read());
    case "POST /sandbox/calls/reset":
      log.reset();
      return jsonReply(200, log.read());
    case "GET /sandbox/outbox":
      return jsonReply(200, api.outbox.read());
    default:
      return nothingReply(`Nothing at ${request.method} ${pathname}`);
  }
}

async function answerApi({ api, faults }: Rooms, request: IncomingMessage, serverUrl: string): Promise<Reply> {
  const options = apiOptions(headerOf(request, "ftrack-api-options"));
  try {
    const operations = parseBody(await readBody(request));
    const user = headerOf(request, "ftrack-user");
    const credentials = { username: user, apiKey: headerOf(request, "ftrack-api-key") };
    const asked = {
      credentials,
      operations,
      serverUrl,
      strict: headerOf(request, "ftrack-strict-api") === "true" || options.has("strict"),
      denormalized: options.has("denormalize"),
      tokens: { client: tokenOf(request, "ftrack-clienttoken"), push: tokenOf(request, "ftrack-pushtoken") },
    };
    return await faults.around({ path: "/api", user, operations }, () => textReply(200, api.answer(asked)));
  } catch (error) {
    return failureReply(200, error);
  }
}

/** The options that are switched on in text such as `strict:1;denormalize:1`. */
function apiOptions(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split(";")
      .map((option) => option.split(":").map((part) => part.trim()))
      .flatMap(([name = "", value]) => (value === "1" || value === "true" ? [name] : [])),
  );
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === "string" ? value : "";
}

/** Clients that have no token send the word that stands for nothing in their language. */
function tokenOf(request: IncomingMessage, name: string): string | undefined {
  const token = headerOf(request, name);
  return ["", "undefined", "null", "None"].includes(token) ? undefined : token;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > bodyLimit) throw new ApiError("ValidationError", `The body has more than ${bodyLimit} bytes`);
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parseBody(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    throw new ApiError("ValidationError", "The body is no JSON");
  }
}
