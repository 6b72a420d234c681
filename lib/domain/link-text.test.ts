import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleConfiguration } from "./domain-samples.ts";
import { type LinkRoot, linkRootsOf, linkText } from "./link-text.ts";
import { joinPath, segmentsOf } from "./posix-path.ts";

const prj: LinkRoot = { path: "/mnt/prj", realPath: "/srv/vol1/prj", links: "relative" };
const out: LinkRoot = { path: "/mnt/out", realPath: "/srv/vol2/out", links: "relative" };
const source = "/mnt/prj/NXP/left/a.1001.exr";

describe("linkText", () => {
  test("is relative from where the link really lies, where both share a root", () => {
    expect(linkText({ source, realFolder: "/srv/vol1/prj/NXP/00_ftp/day1", roots: [prj, out] })).toBe(
      "../../left/a.1001.exr",
    );
    expect(linkText({ source, realFolder: "/srv/vol1/prj/NXP/left", roots: [prj, out] })).toBe("a.1001.exr");
  });

  test("is the studio's own path where source and link lie in different roots", () => {
    expect(linkText({ source, realFolder: "/srv/vol2/out/NXP/00_ftp", roots: [prj, out] })).toBe(source);
  });

  test("is the studio's own path where the root asks for absolute links", () => {
    const roots = [{ ...prj, links: "absolute" as const }];
    expect(linkText({ source, realFolder: "/srv/vol1/prj/NXP/00_ftp", roots })).toBe(source);
  });

  test("is the studio's own path where a root is absent, or none holds the source or the link", () => {
    const realFolder = "/srv/vol1/prj/NXP/00_ftp";
    expect(linkText({ source, realFolder, roots: [{ ...prj, realPath: null }] })).toBe(source);
    expect(linkText({ source, realFolder, roots: [] })).toBe(source);
    expect(linkText({ source: "/lib/a.exr", realFolder, roots: [prj] })).toBe("/lib/a.exr");
    expect(linkText({ source, realFolder: "/elsewhere", roots: [prj] })).toBe(source);
  });

  test("a volume inside another one is a volume of its own", () => {
    const inner: LinkRoot = { path: "/mnt/prj/cache", realPath: "/srv/vol3/cache", links: "relative" };
    const cached = "/mnt/prj/cache/a.exr";
    expect(linkText({ source: cached, realFolder: "/srv/vol1/prj/NXP/00_ftp", roots: [prj, inner] })).toBe(cached);
    expect(linkText({ source: cached, realFolder: "/srv/vol3/cache/00_ftp", roots: [prj, inner] })).toBe("../a.exr");
  });

  test("two names of one volume share it", () => {
    const again: LinkRoot = { path: "/prj", realPath: "/srv/vol1/prj", links: "relative" };
    expect(linkText({ source: "/prj/NXP/a.exr", realFolder: "/srv/vol1/prj/NXP/00_ftp", roots: [prj, again] })).toBe(
      "../a.exr",
    );
  });

  test("never holds a resolved server path, and always reaches the very file", () => {
    const name = fc.constantFrom("a", "b", "NXP", "00_ftp", "prj");
    const below = fc.array(name, { minLength: 1, maxLength: 4 });
    const links = fc.array(fc.tuple(fc.constantFrom("/srv/vol1/prj", "/srv/vol2/out"), below, below), { maxLength: 3 });
    let relative = 0;
    fc.assert(
      fc.property(
        below,
        below,
        fc.constantFrom(prj, out),
        fc.constantFrom(prj, out),
        links,
        (way, folder, from, to, bent) => {
          const disk = new Map<string, string>([
            ["/mnt/prj", "/srv/vol1/prj"],
            ["/mnt/out", "/srv/vol2/out"],
            ...bent.map(([volume, at, goal]): [string, string] => [joinPath(volume, ...at), joinPath(volume, ...goal)]),
          ]);
          const file = joinPath(from.path, ...way, "file.exr");
          const realFile = realPath(file, disk);
          const realFolder = realPath(joinPath(to.path, ...folder), disk);
          if (realFile === null || realFolder === null) return;
          const text = linkText({ source: file, realFolder, roots: [prj, out] });
          expect(realPath(text.startsWith("/") ? text : `${realFolder}/${text}`, disk)).toBe(realFile);
          expect(text).not.toContain("/srv/");
          if (!text.startsWith("/")) relative += 1;
        },
      ),
      { numRuns: 5000 },
    );
    expect(relative).toBeGreaterThan(500);
  });
});

test("linkRootsOf joins the configured roots with what the disk says of them", () => {
  const { roots } = sampleConfiguration().storage;
  expect(linkRootsOf(roots, new Map([["/mnt/prj", "/srv/prj"]]))).toEqual([
    { path: "/mnt/prj", realPath: "/srv/prj", links: "relative" },
  ]);
  expect(linkRootsOf(roots, new Map())).toEqual([{ path: "/mnt/prj", realPath: null, links: "relative" }]);
});

/** Resolves a path as the kernel does, on a disk that is nothing but links; null where links go in circles. */
function realPath(path: string, links: ReadonlyMap<string, string>): string | null {
  let rest = segmentsOf(path);
  let at = "";
  for (let steps = 0; rest.length > 0; steps += 1) {
    if (steps > 200) return null;
    const [next = "", ...others] = rest;
    rest = others;
    if (next === "..") {
      at = at.slice(0, Math.max(0, at.lastIndexOf("/")));
      continue;
    }
    const goal = links.get(`${at}/${next}`);
    if (goal === undefined) at = `${at}/${next}`;
    else {
      rest = [...segmentsOf(goal), ...rest];
      at = "";
    }
  }
  return at === "" ? "/" : at;
}
