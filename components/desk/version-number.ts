/** A version's number as people write it: v003. */
export function versionNumber(version: number): string {
  return `v${String(version).padStart(3, "0")}`;
}
