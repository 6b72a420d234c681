/** The note's id of one version in one upload: always the same, so that a repeated write cannot double the note. In the form of a name-based uuid. */
export function noteIdOf(uploadId: string, versionId: string, sha256: (text: string) => string): string {
  const hex = sha256(`note ${uploadId.toLowerCase()} ${versionId.toLowerCase()}`);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
