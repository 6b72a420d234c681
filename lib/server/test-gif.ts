/** For tests: the head of a GIF of that many pixels, and as many bytes behind it. */
export function gifOf(width: number, height: number, padding = 0): Uint8Array {
  const head = Buffer.alloc(10 + padding);
  head.write("GIF89a", "latin1");
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  return head;
}
