import { constants } from "node:fs";

const kindMask = BigInt(constants.S_IFMT);
const regularFile = BigInt(constants.S_IFREG);

/** What a file's mode says of its kind. */
export function isRegularFile(mode: bigint): boolean {
  return (mode & kindMask) === regularFile;
}
