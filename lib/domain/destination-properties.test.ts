import fc from "fast-check";
import { expect, test } from "vitest";
import { deliveryRootsFor, judgeDestination, parseDestination } from "./destination.ts";
import { sampleConfiguration } from "./domain-samples.ts";
import { AppError } from "./errors.ts";
import { type ModelFolder, modelFolder, putModel, walkModel } from "./model-disk.ts";
import { folderOf } from "./posix-path.ts";
import type { DestinationFacts } from "./target.ts";

const numRuns = Number(process.env.COMPOUT_CASES ?? 5000);

const { storage } = sampleConfiguration();
const deliveries = [
  { path: "/mnt/prj/{project}", uploadTypes: ["internal" as const, "client" as const] },
  { path: "/vol/ftp", projects: ["NXP"], uploadTypes: ["client" as const] },
];
const configuration = { storage: { ...storage, deliveries } };

const step = fc.constantFrom("NXP", "EPI", "00_ftp", "day1", "day2", "seq");
const anywhere = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(step, { maxLength: 2 }).map((steps) => ["", "mnt/prj/NXP/00_ftp", ...steps].join("/")),
  },
  fc.array(step, { maxLength: 3 }).map((steps) => ["", "mnt/prj", ...steps].join("/")),
  fc.array(step, { maxLength: 2 }).map((steps) => ["", "vol/ftp", ...steps].join("/")),
);
const inside = ["day2", "../day1", ".", "../00_ftp/day2", "/mnt/prj/NXP/00_ftp/day2", "/vol/ftp", "/vol/ftp/day1"];
const linkText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...inside) },
  anywhere,
  fc.constantFrom("/", "/etc", "/vol", "/vol/ftp", "/mnt/prj/EPI/00_ftp", "/mnt/prj/NXP2"),
  fc
    .tuple(fc.integer({ min: 0, max: 5 }), fc.array(step, { maxLength: 3 }))
    .map(([up, steps]) => [...Array<string>(up).fill(".."), ...steps, "."].join("/")),
);
const planted = fc.array(fc.tuple(anywhere, fc.oneof({ weight: 3, arbitrary: linkText }, fc.constantFrom(null, ""))), {
  maxLength: 6,
});

/** A disk with things planted at random before anything sound: links at any place, files (null) and folders (""). */
function diskWith(things: readonly (readonly [string, string | null])[]): ModelFolder {
  const top = modelFolder();
  for (const path of ["/etc/ftp", "/mnt/prj/NXP2/00_ftp", "/vol/ftp"]) putModel(top, path, "folder");
  for (const [path, text] of things) {
    putModel(top, path, text === null ? { kind: "file" } : text === "" ? "folder" : { kind: "link", text });
  }
  for (const path of ["/mnt/prj/NXP/00_ftp", "/mnt/prj/EPI/00_ftp", "/mnt/prj/NXP/seq"]) putModel(top, path, "folder");
  return top;
}

const written = fc.tuple(anywhere, fc.constantFrom("plain", "drive", "share", "slashes", "up")).map(([path, how]) => {
  switch (how) {
    case "plain":
      return path;
    case "drive":
      return path.replace("/mnt/prj", "P:").replaceAll("/", "\\");
    case "share":
      return path.replace("/mnt/prj", "smb://nas/prj");
    case "slashes":
      return `"${path.replaceAll("/", "//").slice(1)}/"`;
    default:
      return `${path}/../..`;
  }
});

/** What the disk says, as the files adapter would tell it. */
function factsOf(top: ModelFolder, path: string, ftpFolder: string, roots: readonly string[]): DestinationFacts {
  const folderAt = (at: string) => {
    const found = walkModel(top, at);
    return found?.node.kind === "folder" ? found.path : null;
  };
  let deepest = path;
  while (walkModel(top, deepest) === null && !isLinkAt(top, deepest)) deepest = folderOf(deepest);
  const found = walkModel(top, deepest);
  return {
    path,
    ftpFolder: { path: ftpFolder, realPath: folderAt(ftpFolder) },
    deepest: {
      path: deepest,
      realPath: found?.path ?? deepest,
      isFolder: found?.node.kind === "folder",
      writable: true,
    },
    roots: Object.fromEntries(roots.map((root) => [root, folderAt(root)])),
    account: "compout",
  };
}

/** A link that leads nowhere stands there all the same. */
function isLinkAt(top: ModelFolder, path: string): boolean {
  const parent = walkModel(top, folderOf(path))?.node;
  return parent?.kind === "folder" && parent.names.get(path.slice(path.lastIndexOf("/") + 1))?.kind === "link";
}

/** Where a folder really lies once it was made as mkdir -p makes it; null where something is in the way. */
function madeAt(top: ModelFolder, path: string): string | null {
  const missing: string[] = [];
  let at = path;
  for (; walkModel(top, at) === null; at = folderOf(at)) {
    if (isLinkAt(top, at)) return null;
    missing.unshift(at.slice(at.lastIndexOf("/")));
  }
  const found = walkModel(top, at);
  return found?.node.kind === "folder" ? `${found.path}${missing.join("")}` : null;
}

const within = (path: string, folder: string) => `${path}/`.startsWith(folder === "/" ? "/" : `${folder}/`);

test(
  "no accepted destination leads outside of the first 00_ftp on its path, or of its own project's delivery roots",
  () => {
    const seen = { accepted: 0, throughLinks: 0, refused: 0 };
    fc.assert(
      fc.property(planted, written, fc.constantFrom("internal" as const, "client" as const), (things, input, type) => {
        const top = diskWith(things);
        const roots = deliveryRootsFor(configuration, "NXP", type);
        const parsed = read(input);
        if (parsed === null) return;
        const facts = factsOf(top, parsed.path, parsed.ftpFolder, roots);
        const judged = judgeDestination(facts, { projectName: "NXP", uploadType: type, roots });
        if (!judged.ok) {
          seen.refused += 1;
          return;
        }
        seen.accepted += 1;
        const made = madeAt(top, parsed.path);
        const ftp = walkModel(top, parsed.ftpFolder)?.path ?? null;
        if (made === null || ftp === null) throw new Error("accepted, and can't be made");
        if (made !== parsed.path) seen.throughLinks += 1;
        if (made !== judged.realFolder || ftp !== judged.realFtpFolder) throw new Error("it lies elsewhere than told");
        if (!within(made, ftp)) throw new Error(`${made} is outside of ${ftp}`);
        const allowed = roots.flatMap((root) => walkModel(top, root)?.path ?? []);
        if (!allowed.some((root) => within(ftp, root))) throw new Error(`${ftp} is in no delivery root`);
        if (!`${parsed.path}/`.includes("/00_ftp/")) throw new Error("no 00_ftp on the path");
      }),
      { numRuns },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(numRuns / 100);
  },
  20_000 + numRuns * 10,
);

function read(input: string): ReturnType<typeof parseDestination> | null {
  try {
    return parseDestination(input, storage.roots);
  } catch (error) {
    if (error instanceof AppError && error.code === "bad-destination") return null;
    throw error;
  }
}
