import { AppError, sentenceOf } from "#lib/domain/errors";
import { quoted } from "#lib/domain/sentences";
import { serviceAccount } from "./account.ts";

/** "ENOENT" and the like, or null where it is no error of the file system. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

/** Nothing is there: not under this name, or not under a folder on the way. */
export function isAbsence(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ENOENT" || code === "ENOTDIR";
}

export function isRefusal(error: unknown): boolean {
  const code = codeOf(error);
  return code === "EACCES" || code === "EPERM";
}

/** Why a folder could not be linked, in a sentence that stays true when it is tried again. */
export class FolderProblem extends Error {
  override readonly name = "FolderProblem";
  readonly failures: readonly { name: string; reason: string }[];

  constructor(sentence: string, failures: readonly { name: string; reason: string }[] = []) {
    super(sentence);
    this.failures = failures;
  }
}

/** What is wrong with storage itself rather than with what was asked of it: worth another try later. */
export function storageFailure(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error;
  const why = codeOf(error) ?? sentenceOf(error);
  return new AppError("storage-failed", `Storage does not work at ${quoted(path)}: ${why}. It will be tried again.`, {
    cause: error,
  });
}

/** Tells what a person must mend from what storage may mend by itself. */
export function writeFailure(error: unknown, folder: string): FolderProblem | AppError {
  if (error instanceof FolderProblem || error instanceof AppError) return error;
  const where = quoted(folder);
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
      return new FolderProblem(
        `The account ${quoted(serviceAccount())} has no write access to ${where}. Ask for it, or pick another destination.`,
      );
    case "EROFS":
      return new FolderProblem(`${where} is on a volume that is mounted read-only. Pick another destination.`);
    case "ENOSPC":
      return new FolderProblem(`The volume of ${where} is full. Make room, then upload again.`);
    case "EDQUOT":
      return new FolderProblem(
        `The quota of the account ${quoted(serviceAccount())} on the volume of ${where} is used up. Ask for more, then upload again.`,
      );
    case "ENAMETOOLONG":
      return new FolderProblem(`A name in ${where} is too long for its volume. Pick a shorter destination.`);
    case "ELOOP":
      return new FolderProblem(`A link stands where a folder should be at ${where}. Pick another destination.`);
    case "ENOTDIR":
      return new FolderProblem(`Something that is no folder stands on the way to ${where}. Pick another destination.`);
    case "EXDEV":
      return new FolderProblem(
        `${where} is on another volume than its staging folder. Ask for ${quoted("storage.staging")} on the same volume.`,
      );
    default:
      return storageFailure(error, folder);
  }
}
