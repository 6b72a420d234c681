import { describe, expect, it } from "vitest";
import { archiveMatcher, judgeLinkNow, type LinkNow } from "./judge-link-now.ts";
import type { SourceFile } from "./source.ts";
import type { TargetEntry } from "./target.ts";

const real = "/mnt/prj/NXP/v003";
const link = { name: "f.1001.exr", source: `${real}/f.1001.exr`, text: "../v003/f.1001.exr", size: 10, mtimeNs: "7" };
const file: SourceFile = { name: "f.1001.exr", size: 10, mtimeNs: "7", state: "ok" };
const standing: TargetEntry = { kind: "link", text: link.text, reaches: link.source };

function look(change: {
  entry?: TargetEntry | null;
  state?: LinkNow["target"]["state"];
  file?: SourceFile | null;
  source?: LinkNow["source"];
  archived?: readonly string[];
}) {
  const { entry = standing, state = "folder", file: found = file, archived = [] } = change;
  const files = found === null ? [] : [found];
  return judgeLinkNow({
    link,
    target: {
      folder: "/ftp/day",
      state,
      realFolder: "/ftp/day",
      entries: entry === null ? {} : { [link.name]: entry },
    },
    source: "source" in change ? change.source : { state: "found", path: link.source, realFolder: real, files },
    file: found ?? undefined,
    isArchived: archiveMatcher(archived),
  });
}

describe("a link", () => {
  it("is as it was", () => {
    expect(look({})).toBeNull();
  });

  it("is gone, with its folder or without it", () => {
    expect(look({ entry: null })?.kind).toBe("link-gone");
    expect(look({ state: "absent" })).toMatchObject({ kind: "link-gone", detail: expect.stringContaining("/ftp/day") });
  });

  it("was changed: another text, a file or a folder in its place", () => {
    expect(look({ entry: { ...standing, text: "../v002/f.1001.exr" } })).toMatchObject({
      kind: "link-changed",
      detail: expect.stringContaining("../v002"),
    });
    for (const kind of ["file", "folder", "other"] as const)
      expect(look({ entry: { kind } })?.kind).toBe("link-changed");
  });

  it("was changed where it says the same but a folder on its way leads elsewhere", () => {
    expect(look({ entry: { ...standing, reaches: "/mnt/other/f.1001.exr" } })?.kind).toBe("link-changed");
    expect(look({ entry: { ...standing, reaches: null } })).toMatchObject({
      kind: "link-changed",
      detail: expect.stringContaining("leads nowhere"),
    });
  });

  it("can't be looked at in a folder that can't be read", () => {
    expect(look({ state: "unreadable" })?.kind).toBe("unreadable");
  });
});

describe("its source", () => {
  it("is gone", () => {
    const dangling: TargetEntry = { ...standing, reaches: null };
    expect(look({ entry: dangling, file: null })?.kind).toBe("source-gone");
    expect(look({ entry: dangling, source: { state: "absent", path: link.source } })?.kind).toBe("source-gone");
  });

  it("was changed: in size, in time, or in kind", () => {
    expect(look({ file: { ...file, size: 11 } })).toMatchObject({
      kind: "source-changed",
      detail: expect.stringContaining("11 bytes"),
    });
    expect(look({ file: { ...file, mtimeNs: "8" } })?.kind).toBe("source-changed");
    expect(look({ file: { ...file, state: "not-a-file" } })?.kind).toBe("source-changed");
    expect(look({ file: { ...file, state: "outside", realPath: "/tmp/f" } })?.kind).toBe("source-changed");
  });

  it("can't be read", () => {
    expect(look({ file: { ...file, state: "unreadable" } })?.kind).toBe("unreadable");
    expect(look({ source: { state: "unreadable", path: link.source, reason: "no access" } })?.kind).toBe("unreadable");
  });

  it("was archived where it leads into an archive, even if it is the same file", () => {
    const there = "/mnt/archive/2026/f.1001.exr";
    const moved: TargetEntry = { ...standing, reaches: there };
    expect(look({ entry: moved, file: { ...file, realPath: there }, archived: ["/mnt/archive"] })).toMatchObject({
      kind: "source-archived",
      detail: expect.stringContaining(there),
    });
    const outside = { state: "outside", path: link.source, realPath: "/mnt/archive/2026" } as const;
    expect(look({ entry: { ...standing, reaches: null }, source: outside, archived: ["/mnt/archive"] })?.kind).toBe(
      "source-archived",
    );
  });
});

describe("archived paths", () => {
  it("are told by folders and by patterns, whole names only", () => {
    const isArchived = archiveMatcher(["/mnt/archive/", "/mnt/prj/*/_offline", "/mnt/tape/**/done", "/mnt/a.b"]);
    expect(
      ["/mnt/archive", "/mnt/archive/x/y", "/mnt/prj/NXP/_offline/f", "/mnt/tape/1/2/done/f", "/mnt/a.b/f"].every(
        isArchived,
      ),
    ).toBe(true);
    expect(
      ["/mnt/archive2/x", "/mnt/prj/NXP/deep/_offline/f", "/mnt/tape/done2", "/mnt/aXb/f", "/mnt"].some(isArchived),
    ).toBe(false);
  });

  it("are none where none are configured", () => {
    expect(archiveMatcher([])("/mnt/archive/x")).toBe(false);
  });
});
