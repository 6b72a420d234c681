import { AppError, isAppError, sentenceOf } from "#lib/domain/errors";
import type { SourceRequest } from "#lib/services/ports/files";
import { allowCalls } from "./bulk.ts";
import { linkFolder } from "./link-folder.ts";
import { unpackLinks } from "./packed-links.ts";
import { type PackedSource, packSource } from "./packed-sources.ts";
import { readFolderNames, readHoldings } from "./read-folders.ts";
import { readHeads } from "./read-heads.ts";
import { readSources } from "./read-sources.ts";
import { readDestination, readTargets } from "./read-targets.ts";
import { readWays } from "./read-ways.ts";
import { realPathsOf } from "./real-paths.ts";
import { removeFolders } from "./remove-folders.ts";
import { removeLinks } from "./remove-links.ts";
import { withSignsOfLife } from "./signs-of-life.ts";
import { clearLeftover, stagingLeftovers } from "./staging-leftovers.ts";
import { type Call, type Failure, type FromStorage, parseToStorage } from "./storage-messages.ts";

/** A storage process: does what its parent asks, and ends with it. Whatever hangs here hangs nobody else. */

const permits = new Map<number, (answer: "given" | Failure) => void>();
const signEveryMs = 500;

function say(message: FromStorage): void {
  // A parent that is gone is told of by "disconnect".
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

function doCall(id: number, call: Call): Promise<unknown> {
  switch (call.verb) {
    case "sources":
      return packedSources(
        call.input,
        nowAndThen((done) => say({ id, says: "progress", done })),
      );
    case "destination":
      return readDestination(call.input.path, call.input.roots);
    case "targets":
      return readTargets(call.input);
    case "folderNames":
      return readFolderNames(call.input);
    case "holdings":
      return readHoldings(call.input);
    case "heads":
      return readHeads(call.input);
    case "ways":
      return readWays(call.input);
    case "realPaths":
      return realPathsOf(call.input);
    case "linkFolder":
      return linkFolder(
        { ...call.input, links: unpackLinks(call.input.links) },
        {
          onProgress: (done) => say({ id, says: "progress", done }),
          mayCommit: () => askPermit(id, null),
          willMake: (folders) => askPermit(id, folders),
        },
      );
    case "removeLinks":
      return removeLinks(call.input, { mayCommit: () => askPermit(id, null) });
    case "removeFolders":
      return removeFolders(call.input);
    case "stagingLeftovers":
      return stagingLeftovers(call.input);
    case "clearLeftover":
      return clearLeftover(call.input.place, call.input.jobId);
  }
}

async function packedSources(
  requests: readonly SourceRequest[],
  onProgress: (done: number) => void,
): Promise<PackedSource[]> {
  return (await readSources(requests, { onProgress })).map(packSource);
}

/** Passes on the first of many calls, and then one every so often. */
function nowAndThen(tell: (done: number) => void): (done: number) => void {
  let toldAt = -signEveryMs;
  return (done) => {
    const now = performance.now();
    if (now - toldAt < signEveryMs) return;
    toldAt = now;
    tell(done);
  };
}

/** One question of a call at a time. */
async function askPermit(id: number, make: readonly string[] | null): Promise<void> {
  const answer = await new Promise<"given" | Failure>((resolve) => {
    permits.set(id, resolve);
    say({ id, says: "may-i", make });
  });
  permits.delete(id);
  if (answer === "given") return;
  throw answer.code === null ? new Error(answer.message) : new AppError(answer.code, answer.message);
}

async function answer(id: number, call: Call): Promise<void> {
  let toldAt = performance.now();
  const sign = () => {
    const now = performance.now();
    if (now - toldAt < signEveryMs) return;
    toldAt = now;
    say({ id, says: "sign" });
  };
  try {
    say({ id, says: "done", output: await withSignsOfLife(sign, () => doCall(id, call)) });
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? null) : null;
    const failure = { code: isAppError(error) ? error.code : null, message: sentenceOf(error), stack };
    say({ id, says: "failed", failure });
  }
}

const given = Number(process.argv[2]);
if (given > 0) allowCalls(given);
process.on("message", (sent: unknown) => {
  const message = parseToStorage(sent);
  if ("permit" in message) permits.get(message.id)?.(message.permit);
  else void answer(message.id, message.call);
});
process.on("disconnect", () => process.exit(0));
// Ctrl-C reaches the whole group of processes: this one ends when its parent has let its work end.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);
say({ id: 0, says: "ready" });
