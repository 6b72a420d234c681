import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ApiError } from "#sandbox/ftrack/api-error";

/** What was received, with the MD5 of its bytes. */
export type Received = { readonly path: string; readonly size: number; readonly md5: Buffer };

/** A folder of the server's own for what clients upload. It is made with the first upload and gone after `close`. */
export class UploadFolder {
  private folder: Promise<string> | undefined;

  /**
   * Writes *body* into a new file.
   * @throws ApiError ValidationError as soon as there are more than *limit* bytes; nothing of them stays.
   */
  async write(body: Readable, limit: number): Promise<Received> {
    this.folder ??= mkdtemp(join(tmpdir(), "ftrack-files-"));
    const path = join(await this.folder, randomUUID());
    const hash = createHash("md5");
    let size = 0;
    const measured = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > limit) throw new ApiError("ValidationError", `The file has more than the ${limit} bytes announced`);
        hash.update(chunk);
        yield chunk;
      }
    };
    try {
      await pipeline(body, measured, createWriteStream(path));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return { path, size, md5: hash.digest() };
  }

  /** Drops files that nothing refers to any more. */
  discard(paths: readonly string[]): void {
    for (const path of paths) rm(path, { force: true }).catch(() => undefined);
  }

  async close(): Promise<void> {
    if (this.folder !== undefined) await rm(await this.folder, { recursive: true, force: true });
    this.folder = undefined;
  }
}
