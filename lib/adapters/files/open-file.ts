/** A file that is open, as far as its format needs to be looked into. */
export interface OpenFile {
  /** Bytes. */
  size: number;
  /** Fewer bytes where the file ends before. */
  read(position: number, length: number): Promise<Buffer>;
}

const tailBytes = 4096;

/** The last bytes of a file, from `start` on at the earliest. */
export function readTail(file: OpenFile, start = 0): Promise<Buffer> {
  const from = Math.max(start, file.size - tailBytes);
  return file.read(from, Math.max(0, file.size - from));
}
