import type { IncomingMessage } from "node:http";
import type { Api } from "./api.ts";
import { ApiError } from "./api-error.ts";
import { authenticate } from "./auth.ts";
import type { CallLog } from "./call-log.ts";
import type { ComponentFiles } from "./component-files.ts";
import { placeholderImage } from "./placeholder-image.ts";
import { failureReply, fileReply, jsonReply, nothingReply, type Reply, textReply } from "./reply.ts";

export type Rooms = { readonly api: Api; readonly log: CallLog; readonly files: ComponentFiles };

const bodyLimit = 256 * 1024 * 1024;
const usualThumbnail = 300;

/** Answers one request. What an API call refuses is answered with status 200, as a real server does. */
export async function replyTo(rooms: Rooms, request: IncomingMessage): Promise<Reply> {
  const serverUrl = `http://${request.headers.host ?? "localhost"}`;
  const url = new URL(request.url ?? "/", serverUrl);
  switch (`${request.method} ${url.pathname}`) {
    case "POST /api":
      return answerApi(rooms.api, request, serverUrl);
    case "GET /component/get":
    case "GET /component/thumbnail":
      return componentFile(rooms, url);
    case "GET /img/thumbnail2.png":
      return fileReply({ contentType: "image/png", bytes: placeholderImage(usualThumbnail) });
    case "GET /sandbox/calls":
      return jsonReply(200, rooms.log.read());
    case "POST /sandbox/calls/reset":
      rooms.log.reset();
      return jsonReply(200, rooms.log.read());
    default:
      return nothingReply(`Nothing at ${request.method} ${url.pathname}`);
  }
}

async function answerApi(api: Api, request: IncomingMessage, serverUrl: string): Promise<Reply> {
  const options = apiOptions(headerOf(request, "ftrack-api-options"));
  try {
    const operations = parseBody(await readBody(request));
    const answers = api.answer({
      credentials: { username: headerOf(request, "ftrack-user"), apiKey: headerOf(request, "ftrack-api-key") },
      operations,
      serverUrl,
      strict: headerOf(request, "ftrack-strict-api") === "true" || options.has("strict"),
      denormalized: options.has("denormalize"),
    });
    return textReply(200, answers);
  } catch (error) {
    return failureReply(200, error);
  }
}

function componentFile({ api, files }: Rooms, { pathname, searchParams }: URL): Reply {
  try {
    authenticate(api.store, searchParams.get("username") ?? undefined, searchParams.get("apiKey") ?? undefined);
  } catch (error) {
    return failureReply(401, error);
  }
  const id = searchParams.get("id") ?? "";
  if (pathname === "/component/thumbnail") {
    const size = Number(searchParams.get("size") ?? "");
    return fileReply(files.thumbnail(id, size > 0 ? size : usualThumbnail));
  }
  const file = files.get(id);
  return file === undefined ? nothingReply(`No file of component '${id}'`) : fileReply(file, file.name);
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
