import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { nameOf, splitExtension } from "#lib/domain/posix-path";
import type { HeadState } from "#lib/domain/source";
import type { HeadRequest } from "#lib/services/ports/files";
import { eachBounded } from "./each-bounded.ts";
import { codeOf, isAbsence, isRefusal, storageFailure } from "./file-errors.ts";
import { judgeExr } from "./head-exr.ts";
import { judgeMovie } from "./head-movie.ts";
import { judgeJpeg, judgePng } from "./head-picture.ts";
import type { OpenFile } from "./open-file.ts";

const filesAtOnce = 16;
/** Never waits for the other end of a pipe, never follows a link that came in the file's place. */
const careful = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW | constants.O_NOCTTY;

type Judge = (file: OpenFile) => Promise<HeadState>;

const judges: Readonly<Record<string, Judge>> = {
  exr: judgeExr,
  sxr: judgeExr,
  jpg: judgeJpeg,
  jpeg: judgeJpeg,
  png: judgePng,
  mov: judgeMovie,
  qt: judgeMovie,
  mp4: judgeMovie,
  m4v: judgeMovie,
};

/**
 * Looks into files, in the order of the requests and of their paths; null where no regular file is there any more. Of a format
 * that is not known here only the first byte is read. Throws AppError storage-failed.
 */
export async function readHeads(requests: readonly HeadRequest[]): Promise<(HeadState | null)[][]> {
  const answers = requests.map(({ paths }) => paths.map((): HeadState | null => null));
  const wanted = requests.flatMap(({ paths }, request) => paths.map((path, at) => ({ path, request, at })));
  await eachBounded(wanted, filesAtOnce, async ({ path, request, at }) => {
    const answer = answers[request];
    if (answer !== undefined) answer[at] = await readHead(path);
  });
  return answers;
}

async function readHead(path: string): Promise<HeadState | null> {
  let handle: FileHandle;
  try {
    handle = await open(path, careful);
  } catch (error) {
    if (isRefusal(error)) return "unreadable";
    if (isAbsence(error) || ["ELOOP", "ENXIO"].includes(codeOf(error) ?? "")) return null;
    throw storageFailure(error, path);
  }
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return null;
    return await judgeOf(path)({ size: stats.size, read: (position, length) => readPart(handle, position, length) });
  } catch (error) {
    if (isRefusal(error) || codeOf(error) === "EIO") return "unreadable";
    throw storageFailure(error, path);
  } finally {
    await handle.close();
  }
}

function judgeOf(path: string): Judge {
  const [, extension] = splitExtension(nameOf(path));
  return (Object.hasOwn(judges, extension) ? judges[extension] : undefined) ?? judgeAny;
}

async function judgeAny(file: OpenFile): Promise<HeadState> {
  await file.read(0, 1);
  return "sound";
}

async function readPart(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
