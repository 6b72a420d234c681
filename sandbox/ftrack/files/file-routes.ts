import type { IncomingMessage } from "node:http";
import { ApiError } from "#sandbox/ftrack/api-error";
import { type SignedIn, signIn } from "#sandbox/ftrack/auth";
import type { ComponentFiles, NamedFile } from "#sandbox/ftrack/component-files";
import type { JsonRecord } from "#sandbox/ftrack/json";
import { Permissions } from "#sandbox/ftrack/permissions";
import { failureReply, fileReply, jsonReply, nothingReply, type Reply } from "#sandbox/ftrack/reply";
import { schema } from "#sandbox/ftrack/schema/schema";
import type { Store } from "#sandbox/ftrack/store/store";
import { attachment } from "./attachment.ts";
import { readKept, wholeOf } from "./kept-bytes.ts";
import { signedFilePath } from "./signed-file.ts";
import { spanOf } from "./span.ts";
import { orderOf } from "./upload-order.ts";
import { uploadPath } from "./uploads.ts";

type FileRooms = { readonly store: Store; readonly files: ComponentFiles };

const component = schema.must("Component");
export const usualThumbnail = 300;
const largestThumbnail = 2048;
/** What is smaller is read at once, so that a fault can cut it up. */
const streamedFrom = 1024 ** 2;

/** Requests by the paths `/component/…`: for those with a username and a key. */
export async function componentReply(rooms: FileRooms, request: IncomingMessage, url: URL): Promise<Reply> {
  const { store, files } = rooms;
  const query = url.searchParams;
  let signedIn: SignedIn;
  try {
    signedIn = signIn(store, query.get("username") ?? undefined, query.get("apiKey") ?? undefined);
  } catch (error) {
    return failureReply(401, error);
  }
  const id = query.get("id") ?? "";
  switch (url.pathname) {
    case "/component/get": {
      const file = files.find(id);
      return file === undefined ? nothingReply(`No file of component '${id}'`) : keptReply(file, request);
    }
    case "/component/thumbnail":
      return fileReply(await files.thumbnail(id, thumbnailSize(query.get("size"))));
    case "/component/remove":
      return changed(rooms, signedIn, id, () => {
        files.remove(id);
        return { success: true };
      });
    case "/component/getPutMetadata":
      return changed(rooms, signedIn, id, () => files.uploads.begin(orderOf(orderIn(query, id), store), url.origin));
    default:
      return nothingReply(`Nothing at ${url.pathname}`);
  }
}

/** Takes what a client uploads to a signed address. */
export async function uploadReply({ files }: FileRooms, request: IncomingMessage, url: URL): Promise<Reply> {
  try {
    const eTag = await files.uploads.receive(url.pathname.slice(uploadPath.length), url.searchParams, request);
    return { status: 200, headers: { ETag: `"${eTag}"` }, body: Buffer.alloc(0) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return failureReply(error.exception === "PermissionError" ? 403 : 400, error);
  }
}

/** Gives out a file at a signed address. */
export async function signedFileReply({ files }: FileRooms, request: IncomingMessage, url: URL): Promise<Reply> {
  const id = decodeURIComponent(url.pathname.slice(signedFilePath.length));
  const verdict = files.signer.verify(["GET", id], url.searchParams);
  if (verdict !== "valid") {
    return failureReply(403, new ApiError("PermissionError", `The signature of this address is ${verdict}`));
  }
  const file = files.find(id);
  return file === undefined ? nothingReply(`No file of component '${id}'`) : keptReply(file, request);
}

async function keptReply({ name, contentType, bytes }: NamedFile, { headers }: IncomingMessage): Promise<Reply> {
  const general = {
    "Content-Type": contentType,
    "Content-Disposition": attachment(name),
    "Cache-Control": "private",
    "Accept-Ranges": "bytes",
  };
  const span = spanOf(headers.range, bytes.size);
  if (span === "unsatisfiable") {
    const refusal = failureReply(416, new ApiError("ValidationError", `The file has ${bytes.size} bytes only`));
    return { ...refusal, headers: { ...refusal.headers, "Content-Range": `bytes */${bytes.size}` } };
  }
  const reply =
    span === undefined
      ? { status: 200, headers: general }
      : { status: 206, headers: { ...general, "Content-Range": `bytes ${span.first}-${span.last}/${bytes.size}` } };
  const size = span === undefined ? bytes.size : span.last - span.first + 1;
  if (size < streamedFrom) return { ...reply, body: await wholeOf(bytes, span) };
  return { ...reply, body: Buffer.alloc(0), large: { size, open: () => readKept(bytes, span) } };
}

/** Answers what changes a component's file, for those who may change the component. */
function changed({ store }: FileRooms, signedIn: SignedIn, id: string, work: () => JsonRecord): Reply {
  try {
    const row = store.get(component, id);
    if (row !== undefined) new Permissions(store, signedIn).check("change", row);
    return jsonReply(200, work());
  } catch (error) {
    return failureReply(error instanceof ApiError && error.exception === "PermissionError" ? 403 : 400, error);
  }
}

/** Where to PUT, for clients that ask by a GET instead of the API. */
function orderIn(query: URLSearchParams, id: string): JsonRecord {
  const size = query.get("fileSize");
  return {
    component_id: id,
    file_name: query.get("fileName"),
    file_size: size === null ? null : Number(size),
    checksum: query.get("checksum"),
  };
}

function thumbnailSize(asked: string | null): number {
  const size = Math.round(Number(asked ?? ""));
  return size > 0 ? Math.min(size, largestThumbnail) : usualThumbnail;
}
