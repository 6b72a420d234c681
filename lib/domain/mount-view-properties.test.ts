import fc from "fast-check";
import { expect, test } from "vitest";
import { type ModelFolder, type ModelNode, modelFolder, modelLinks, putModel, walkModel } from "./model-disk.ts";
import type { MountView, ViewMount } from "./mount-view.ts";
import { viewProblems } from "./mount-view-problems.ts";
import { folderOf, nameOf, relativePath } from "./posix-path.ts";

const numRuns = Number(process.env.COMPOUT_CASES ?? 5000);

const step = fc.constantFrom("a", "b", "c");
const place = fc.array(step, { maxLength: 3 }).map((steps) => `/${steps.join("/")}`);
const below = fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => `/${steps.join("/")}`);
const text = fc.oneof(
  below,
  fc
    .tuple(fc.nat(3), fc.array(step, { minLength: 1, maxLength: 2 }))
    .map(([up, steps]) => [...Array<string>(up).fill(".."), ...steps].join("/")),
);
const mount = fc.record({ ours: fc.oneof(fc.constant("/"), place), theirs: place });
const situation = fc.record({
  links: fc.array(fc.tuple(below, text), { maxLength: 2 }),
  folders: fc.array(below, { maxLength: 3 }),
  linkFolder: below,
  sourceFolder: below,
  /** Null: the source is reached as it lies; else through a link at this place, which says so one way or the other. */
  door: fc.option(fc.record({ at: below, isAbsolute: fc.boolean() })),
  mounts: fc.uniqueArray(mount, { minLength: 1, maxLength: 3, selector: ({ theirs }) => theirs }),
  isAbsolute: fc.boolean(),
});

/** Where a view is at: a node of the disk, or null for a folder that only holds mounts; and how it came there. */
interface Here {
  node: ModelNode | null;
  name: string;
  up: Here | null;
}

/** The view as a kernel has it: mounts over what lies beneath, found name by name. */
class NaiveView {
  readonly #mounts: ReadonlyMap<string, ModelNode>;

  constructor(top: ModelFolder, mounts: readonly ViewMount[]) {
    this.#mounts = new Map(
      mounts.flatMap(({ ours, theirs }): [string, ModelNode][] => {
        const found = walkModel(top, ours);
        return found === null ? [] : [[theirs, found.node]];
      }),
    );
  }

  root(): Here {
    return { node: this.#mounts.get("/") ?? null, name: "", up: null };
  }

  child(here: Here, name: string): Here | null {
    const path = `${pathOf(here)}/${name}`;
    const mounted = this.#mounts.get(path);
    if (mounted !== undefined) return { node: mounted, name, up: here };
    const node = here.node?.kind === "folder" ? here.node.names.get(name) : undefined;
    if (node !== undefined) return { node, name, up: here };
    const holdsMounts = [...this.#mounts.keys()].some((mount) => mount.startsWith(`${path}/`));
    return holdsMounts ? { node: null, name, up: here } : null;
  }

  /** The node that a text leads to, or null. */
  follow(from: Here, linkText: string, followed = 0): Here | null {
    let here: Here = linkText.startsWith("/") ? this.root() : from;
    for (const name of linkText.split("/").filter((one) => one !== "" && one !== ".")) {
      if (name === "..") {
        if (here.up === null) return null;
        here = here.up;
        continue;
      }
      const next = this.child(here, name);
      if (next === null) return null;
      if (next.node?.kind !== "link") here = next;
      else {
        if (followed > 40) return null;
        const led = this.follow(here, next.node.text, followed + 1);
        if (led === null) return null;
        here = led;
      }
    }
    return here;
  }

  /** Every place where the view shows a node. */
  placesOf(node: ModelNode, here: Here = this.root(), depth = 0): Here[] {
    const own = here.node === node ? [here] : [];
    if (depth > 8) return own;
    const children = ["a", "b", "c", "link"].flatMap((name) => this.child(here, name) ?? []);
    return [...own, ...children.flatMap((child) => this.placesOf(node, child, depth + 1))];
  }
}

function pathOf(here: Here): string {
  return here.up === null ? "" : `${pathOf(here.up)}/${here.name}`;
}

test(
  "a link is let through exactly where a kernel that has those mounts would lead it to the very source",
  () => {
    const seen = { works: 0, stopped: 0, throughLinks: 0 };
    fc.assert(
      fc.property(situation, (given) => {
        const top = modelFolder();
        for (const path of given.folders) putModel(top, path, "folder");
        for (const [path, says] of given.links) putModel(top, path, { kind: "link", text: says });
        const { door, linkFolder } = given;
        putModel(top, linkFolder, "folder");
        putModel(top, `${given.sourceFolder}/file`, { kind: "file" });
        const far = given.sourceFolder;
        if (door !== null) {
          const says = door.isAbsolute ? far : relativePath(folderOf(door.at), far);
          putModel(top, door.at, { kind: "link", text: says });
        }
        const sourceFolder = door?.at ?? far;
        const folder = walkModel(top, linkFolder);
        const source = walkModel(top, `${sourceFolder}/file`);
        if (folder?.node.kind !== "folder" || source?.node.kind !== "file") return;
        const linkText = given.isAbsolute ? `${sourceFolder}/file` : relativePath(folder.path, `${sourceFolder}/file`);
        if (walkModel(top, linkText, folder.node)?.node !== source.node) return;

        // The program knows real paths of its mounts; a mount of something that is no folder is none.
        const mounts = given.mounts.flatMap(({ ours, theirs }): ViewMount[] => {
          const found = walkModel(top, ours);
          return found?.node.kind === "folder" ? [{ ours: found.path, theirs }] : [];
        });
        const naive = new NaiveView(top, mounts);
        const places = naive.placesOf(folder.node);
        const works = places.length > 0 && places.every((at) => naive.follow(at, linkText)?.node === source.node);

        const view: MountView = { name: "theirs", mounts };
        const wanted = {
          sourceFolder,
          realSourceFolder: folderOf(source.path),
          folder: linkFolder,
          targetPath: `${linkFolder}/file`,
          links: [{ name: "file", file: { name: nameOf(source.path), size: 1, mtimeNs: "1", state: "ok" as const } }],
        };
        const way = linkText.slice(0, -"file".length);
        const facts = { views: [view], links: new Map(modelLinks(top)) };
        const problems = viewProblems(wanted, way, folder.path, facts);
        if ((problems.length === 0) !== works)
          throw new Error(works ? `works there: ${problems}` : "does not work there");
        seen[works ? "works" : "stopped"] += 1;
        if (works && source.path !== `${sourceFolder}/file`) seen.throughLinks += 1;
      }),
      { numRuns },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(numRuns / 200);
  },
  20_000 + numRuns * 10,
);
