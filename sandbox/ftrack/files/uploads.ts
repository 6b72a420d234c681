import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { ApiError } from "#sandbox/ftrack/api-error";
import { attachment } from "./attachment.ts";
import { bytesOnDisk, type KeptBytes } from "./kept-bytes.ts";
import { mediaTypeOfName } from "./media-type.ts";
import type { Signer } from "./signer.ts";
import type { Received, UploadFolder } from "./upload-folder.ts";

/** What a client means to upload. */
export type UploadOrder = {
  readonly componentId: string;
  readonly fileName: string;
  /** In bytes; undefined where neither the client nor the component says. */
  readonly size: number | undefined;
  /** Base64 of the MD5 of all bytes. */
  readonly checksum: string | undefined;
  /** How many parts; undefined for an upload in one piece. */
  readonly parts: number | undefined;
};

export type FinishedPart = { readonly number: number; readonly eTag: string };

type Upload = UploadOrder & { readonly expires: number; readonly received: Map<number, Received>; complete: boolean };

/** The path of signed addresses; the id of the upload follows. */
export const uploadPath = "/upload/";

const validSeconds = 3600;
const largestFile = 16 * 1024 ** 3;
const mostParts = 10_000;

/** Uploads that clients have asked for: signed addresses, the parts that came, and their completion. */
export class Uploads {
  private readonly uploads = new Map<string, Upload>();
  private readonly signer: Signer;
  private readonly folder: UploadFolder;
  private readonly keep: (componentId: string, bytes: KeptBytes, fileName: string) => void;

  constructor(
    signer: Signer,
    folder: UploadFolder,
    keep: (componentId: string, bytes: KeptBytes, fileName: string) => void,
  ) {
    this.signer = signer;
    this.folder = folder;
    this.keep = keep;
  }

  /** The answer that tells a client where to PUT. @throws ApiError ValidationError for what is too large. */
  begin(order: UploadOrder, serverUrl: string): Readonly<Record<string, unknown>> {
    this.dropExpired();
    if ((order.size ?? 0) > largestFile) {
      throw new ApiError("ValidationError", `A file may have ${largestFile} bytes at most, not ${order.size}`);
    }
    if (order.parts !== undefined && (order.parts < 1 || order.parts > mostParts)) {
      throw new ApiError("ValidationError", `An upload may have 1 to ${mostParts} parts, not ${order.parts}`);
    }
    const id = randomUUID();
    const expires = Date.now() + validSeconds * 1000;
    this.uploads.set(id, { ...order, expires, received: new Map(), complete: false });
    const address = (part: number) => {
      const query = new URLSearchParams({
        part_number: String(part),
        ...this.signer.sign(["PUT", id, String(part)], validSeconds),
      });
      return `${serverUrl}${uploadPath}${id}?${query}`;
    };
    if (order.parts === undefined) {
      return { url: address(1), headers: headersFor(order), component_id: order.componentId };
    }
    const urls = Array.from({ length: order.parts }, (_, index) => ({
      signed_url: address(index + 1),
      part_number: index + 1,
    }));
    return { urls, upload_id: id, component_id: order.componentId };
  }

  /**
   * Takes the bytes of one signed address and gives their ETag.
   * @throws ApiError PermissionError for a wrong or expired signature; ValidationError for other bytes than announced.
   */
  async receive(id: string, query: URLSearchParams, body: Readable): Promise<string> {
    const part = Number(query.get("part_number"));
    const verdict = this.signer.verify(["PUT", id, String(part)], query);
    const upload = this.uploads.get(id);
    if (verdict === "expired") throw new ApiError("PermissionError", "The signature of this address has expired");
    if (verdict === "wrong" || upload === undefined) {
      throw new ApiError("PermissionError", "The signature of this address is not valid");
    }
    if (upload.complete) throw new ApiError("ValidationError", `The upload '${id}' has been completed already`);
    const received = await this.folder.write(body, upload.size ?? largestFile);
    const former = upload.received.get(part);
    try {
      if (upload.parts === undefined) refuseOther(upload, received);
      // Another request may have completed the upload while this one was still sending.
      if (upload.complete) throw new ApiError("ValidationError", `The upload '${id}' has been completed already`);
    } catch (error) {
      this.folder.discard([received.path]);
      throw error;
    }
    upload.received.set(part, received);
    if (upload.parts === undefined) this.keep(upload.componentId, bytesOnDisk([received]), upload.fileName);
    else if (former !== undefined) this.folder.discard([former.path]);
    return received.md5.toString("hex");
  }

  /**
   * Looks whether *parts* make up the whole file; what this gives puts it in its place. Asking again for a completed
   * upload is no fault.
   * @throws ApiError ValidationError for a part that is missing, out of order or other than the one that came.
   */
  complete(id: string, componentId: string, parts: readonly FinishedPart[]): () => void {
    const upload = this.uploads.get(id);
    if (upload?.parts === undefined || upload.componentId !== componentId) {
      throw new ApiError("ValidationError", `There is no upload '${id}' in parts for component '${componentId}'`);
    }
    const files = parts.map(({ number, eTag }, index) => {
      if (number !== index + 1) {
        throw new ApiError("ValidationError", `Part ${index + 1} is missing or not in its place in the list of parts`);
      }
      const file = upload.received.get(number);
      if (file === undefined) throw new ApiError("ValidationError", `Part ${number} has not been uploaded`);
      if (file.md5.toString("hex") !== eTag.replaceAll('"', "").toLowerCase()) {
        throw new ApiError("ValidationError", `The e_tag of part ${number} is not the one of the bytes that came`);
      }
      return file;
    });
    const bytes = bytesOnDisk(files);
    if (parts.length !== upload.parts) {
      throw new ApiError("ValidationError", `Part ${parts.length + 1} of ${upload.parts} is missing`);
    }
    if (upload.size !== undefined && bytes.size !== upload.size) {
      throw new ApiError("ValidationError", `The parts have ${bytes.size} bytes, not the ${upload.size} announced`);
    }
    return () => {
      if (!upload.complete) this.keep(componentId, bytes, upload.fileName);
      upload.complete = true;
    };
  }

  private dropExpired(): void {
    for (const [id, upload] of this.uploads) {
      if (upload.expires > Date.now()) continue;
      this.uploads.delete(id);
      if (upload.parts === undefined || upload.complete) continue;
      this.folder.discard([...upload.received.values()].map(({ path }) => path));
    }
  }
}

function headersFor({ fileName, size, checksum }: UploadOrder): Readonly<Record<string, string>> {
  return {
    "Content-Type": mediaTypeOfName(fileName),
    "Content-Disposition": attachment(fileName),
    ...(size !== undefined && { "Content-Length": String(size) }),
    ...(checksum !== undefined && { "Content-MD5": checksum }),
  };
}

function refuseOther({ size, checksum }: UploadOrder, received: Received): void {
  if (size !== undefined && received.size !== size) {
    throw new ApiError("ValidationError", `The file has ${received.size} bytes, not the ${size} announced`);
  }
  if (checksum !== undefined && received.md5.toString("base64") !== checksum.trim()) {
    throw new ApiError("ValidationError", "The file's MD5 is not the one announced");
  }
}
