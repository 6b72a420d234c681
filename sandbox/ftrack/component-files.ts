import { LOCATION } from "./known-ids.ts";
import { placeholderImage } from "./placeholder-image.ts";
import { columnOf } from "./read/column-of.ts";
import { schema } from "./schema/schema.ts";
import { textOf } from "./store/row.ts";
import type { Store } from "./store/store.ts";

export type ComponentFile = { readonly contentType: string; readonly bytes: Buffer };

export type NamedFile = ComponentFile & { readonly name: string };

const component = schema.must("Component");
const componentId = columnOf("ComponentLocation", "component_id");
const locationId = columnOf("ComponentLocation", "location_id");
const name = columnOf("Component", "name");
const fileType = columnOf("Component", "file_type");

/** The bytes of components that lie in the server's own location. */
export class ComponentFiles {
  private readonly store: Store;
  private readonly files: Map<string, ComponentFile>;

  constructor(store: Store, files: ReadonlyMap<string, ComponentFile>) {
    this.store = store;
    this.files = new Map(files);
  }

  /** Gives a component its bytes. */
  put(id: string, file: ComponentFile): void {
    this.files.set(id, file);
  }

  /** A component's file, or undefined if there is no such component in the server's location. */
  get(id: string): NamedFile | undefined {
    const row = this.store.get(component, id);
    const file = this.files.get(id);
    const here = this.store.lookup(componentId, id).some((place) => textOf(place, locationId) === LOCATION.server);
    if (row === undefined || file === undefined || !here) return undefined;
    return { ...file, name: `${textOf(row, name) ?? id}${textOf(row, fileType) ?? ""}` };
  }

  /** A picture for a component: its own file if that is one, else a placeholder of at most *size* pixels. */
  thumbnail(id: string, size: number): ComponentFile {
    const file = this.get(id);
    if (file?.contentType.startsWith("image/") === true) return file;
    return { contentType: "image/png", bytes: placeholderImage(size) };
  }
}
