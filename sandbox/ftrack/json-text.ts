/** Anything but printable ASCII, and what JSON escapes of that. */
const needsCare = /[^ !#-[\]-~]/;

const firstSize = 2 ** 20;
/** The memory of one writer is kept for the next, up to this many bytes. */
const keptSize = 2 ** 26;

/** The bytes of text that is written again and again. */
export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}

const nothing = bytesOf("null");
const dateHead = bytesOf('{"__type__":"datetime","value":');
const closing = bytesOf("}");

/**
 * Node keeps text decoded from a megabyte or more outside of the heap, and a few of those make it look through all
 * rows of a large store for garbage.
 */
const pieceSize = 2 ** 19;

let spare: Buffer | undefined;

/**
 * Gathers JSON piece by piece. Large answers have hundreds of thousands of pieces: bytes in one place spare the
 * garbage collector from all of them.
 */
export class JsonWriter {
  private buffer = takeSpare();
  private end = 0;

  /** One ASCII character, by its code. */
  byte(code: number): void {
    if (this.end === this.buffer.length) this.grow(1);
    this.buffer[this.end] = code;
    this.end += 1;
  }

  /** Bytes as they are. */
  raw(bytes: Uint8Array): void {
    const { length } = bytes;
    if (this.end + length > this.buffer.length) this.grow(length);
    const { buffer, end } = this;
    for (let index = 0; index < length; index += 1) buffer[end + index] = bytes[index] ?? 0;
    this.end = end + length;
  }

  /** A stored value; null for an absent one. */
  value(value: unknown): void {
    if (typeof value === "string") this.text(value);
    else if (value === null || value === undefined) this.raw(nothing);
    else if (typeof value === "number" && Number.isFinite(value)) this.escaped(String(value));
    else this.escaped(JSON.stringify(value) ?? "null");
  }

  /** A stored date in the form in which it travels. */
  date(value: unknown): void {
    if (typeof value === "string") {
      this.raw(dateHead);
      this.text(value);
      this.raw(closing);
    } else this.raw(nothing);
  }

  /** All that was written since the last call. The writer is done with then. */
  finish(): string {
    const { buffer } = this;
    let written = "";
    for (let from = 0; from < this.end; ) {
      const to = from + pieceSize < this.end ? endOfCharacter(buffer, from + pieceSize) : this.end;
      written += buffer.toString("utf8", from, to);
      from = to;
    }
    this.end = 0;
    this.buffer = Buffer.alloc(0);
    if (buffer.length <= keptSize) spare = buffer;
    return written;
  }

  private text(text: string): void {
    if (needsCare.test(text)) {
      this.escaped(JSON.stringify(text));
      return;
    }
    if (this.end + text.length + 2 > this.buffer.length) this.grow(text.length + 2);
    this.buffer[this.end] = 0x22;
    this.end += 1 + this.buffer.write(text, this.end + 1, "latin1");
    this.buffer[this.end] = 0x22;
    this.end += 1;
  }

  private escaped(json: string): void {
    const most = 3 * json.length;
    if (this.end + most > this.buffer.length) this.grow(most);
    this.end += this.buffer.write(json, this.end, "utf8");
  }

  private grow(more: number): void {
    const larger = Buffer.allocUnsafe(2 * this.buffer.length + more);
    this.buffer.copy(larger, 0, 0, this.end);
    this.buffer = larger;
  }
}

/** The next place at or after *at* where no character is cut. */
function endOfCharacter(buffer: Buffer, at: number): number {
  let end = at;
  while (((buffer[end] ?? 0) & 0xc0) === 0x80) end += 1;
  return end;
}

function takeSpare(): Buffer {
  const taken = spare ?? Buffer.allocUnsafe(firstSize);
  spare = undefined;
  return taken;
}
