import { bytesInMemory, type KeptBytes } from "./files/kept-bytes.ts";
import { mediaTypeOf, mediaTypeOfName } from "./files/media-type.ts";
import { shrunk } from "./files/picture.ts";
import { Signer } from "./files/signer.ts";
import { UploadFolder } from "./files/upload-folder.ts";
import { Uploads } from "./files/uploads.ts";
import { placeholderImage } from "./placeholder-image.ts";
import { columnOf } from "./read/column-of.ts";
import { schema } from "./schema/schema.ts";
import { textOf } from "./store/row.ts";
import type { Store } from "./store/store.ts";

export type ComponentFile = { readonly contentType: string; readonly bytes: Buffer };

/** A component's file, and the name under which it is saved. */
export type NamedFile = { readonly name: string; readonly contentType: string; readonly bytes: KeptBytes };

type Kept = {
  readonly bytes: KeptBytes;
  readonly contentType: string | undefined;
  readonly fileName: string;
  /** An upload may come before its component does. */
  hadComponent: boolean;
};

const component = schema.must("Component");
const name = columnOf("Component", "name");
const fileType = columnOf("Component", "file_type");

/** The bytes that the server keeps for components: those that it started with, and what clients upload. */
export class ComponentFiles {
  readonly signer = new Signer();
  readonly uploads: Uploads;
  private readonly store: Store;
  private readonly folder = new UploadFolder();
  private readonly files = new Map<string, Kept>();

  constructor(store: Store) {
    this.store = store;
    this.uploads = new Uploads(this.signer, this.folder, (id, bytes, fileName) =>
      this.replace(id, { bytes, contentType: undefined, fileName, hadComponent: false }),
    );
  }

  /** Gives a component its bytes. */
  put(id: string, { contentType, bytes }: ComponentFile): void {
    this.replace(id, { bytes: bytesInMemory(bytes), contentType, fileName: id, hadComponent: false });
  }

  /** A component's file; undefined if there is no such component, or no bytes for it. */
  find(id: string): NamedFile | undefined {
    const row = this.store.get(component, id);
    const kept = this.files.get(id);
    if (row === undefined || kept === undefined) return undefined;
    const type = textOf(row, fileType) ?? "";
    return {
      bytes: kept.bytes,
      name: `${textOf(row, name) ?? id}${type === "" || type.startsWith(".") ? type : `.${type}`}`,
      contentType: kept.contentType ?? mediaTypeOf(type) ?? mediaTypeOfName(kept.fileName),
    };
  }

  /** Shows another component the same bytes; nothing is copied. */
  share(fromId: string, toId: string): void {
    const kept = this.files.get(fromId);
    if (kept !== undefined) this.replace(toId, { ...kept, hadComponent: true });
  }

  remove(id: string): void {
    const kept = this.files.get(id);
    this.files.delete(id);
    if (kept !== undefined) this.discard(kept.bytes);
  }

  /** Looks which components have come and gone; with a component, its bytes go. */
  followComponents(): void {
    for (const [id, kept] of this.files) {
      const exists = this.store.get(component, id) !== undefined;
      if (kept.hadComponent && !exists) this.remove(id);
      kept.hadComponent ||= exists;
    }
  }

  /** A picture for a component: its own file if that is one, else a placeholder; at most *size* points wide and high. */
  async thumbnail(id: string, size: number): Promise<ComponentFile> {
    const file = this.find(id);
    const picture = file?.contentType.startsWith("image/") === true ? await shrunk(file.bytes, size) : undefined;
    return picture ?? { contentType: "image/png", bytes: placeholderImage(size) };
  }

  /** Removes what was uploaded from the disk. */
  close(): Promise<void> {
    return this.folder.close();
  }

  private replace(id: string, kept: Kept): void {
    const former = this.files.get(id);
    this.files.set(id, { ...kept, hadComponent: kept.hadComponent || this.store.get(component, id) !== undefined });
    if (former !== undefined) this.discard(former.bytes);
  }

  /** Frees pieces on disk that no other file shares. */
  private discard({ pieces }: KeptBytes): void {
    const inUse = new Set([...this.files.values()].flatMap(({ bytes }) => bytes.pieces));
    this.folder.discard(pieces.flatMap((piece) => ("path" in piece && !inUse.has(piece) ? [piece.path] : [])));
  }
}
