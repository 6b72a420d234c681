import { describe, expect, it } from "vitest";
import type { DestinationLook } from "#lib/domain/completion";
import { activeIn, movedInOffers, offersFor, taken } from "./destination-offers.ts";

const ftp = "/mnt/prj/NXP/00_ftp";
const kept = { recent: [`${ftp}/b`, `${ftp}/a`], starred: [`${ftp}/a`] };

function aLook(changed: Partial<DestinationLook> = {}): DestinationLook {
  return {
    path: null,
    windows: null,
    state: "empty",
    sentence: null,
    ftpFolders: [ftp],
    suggestion: `${ftp}/20261122_comp`,
    folders: [],
    more: false,
    troubles: [],
    ...changed,
  };
}

describe("an empty field", () => {
  it("is offered the suggestion, starred and recent ones, and the 00_ftp folders, each once", () => {
    expect(offersFor(" ", aLook(), kept)).toEqual([
      { kind: "suggestion", path: `${ftp}/20261122_comp` },
      { kind: "starred", path: `${ftp}/a` },
      { kind: "recent", path: `${ftp}/b` },
      { kind: "ftp", path: ftp },
    ]);
  });

  it("is offered what is kept while the server has not answered", () => {
    expect(offersFor("", null, kept).map(({ kind }) => kind)).toEqual(["starred", "recent"]);
  });
});

describe("while typing", () => {
  it("folders that may follow go first, then what is kept and holds the text", () => {
    const look = aLook({ path: ftp, state: "there", ftpFolders: [], folders: [`${ftp}/a`, `${ftp}/c`] });
    expect(offersFor(ftp, look, kept)).toEqual([
      { kind: "folder", path: `${ftp}/a` },
      { kind: "folder", path: `${ftp}/c` },
      { kind: "recent", path: `${ftp}/b` },
    ]);
  });

  it("what is typed already is not offered", () => {
    const look = aLook({ path: `${ftp}/a`, state: "there", ftpFolders: [], folders: [`${ftp}/a`, `${ftp}/a2`] });
    expect(offersFor(`${ftp}/a`, look, kept)).toEqual([{ kind: "folder", path: `${ftp}/a2` }]);
  });

  it("a name alone may be a new folder in 00_ftp", () => {
    const look = aLook({ state: "wrong", sentence: "…" });
    expect(offersFor("dailies?", look, kept)).toEqual([
      { kind: "within", path: `${ftp}/dailies_` },
      { kind: "ftp", path: ftp },
    ]);
  });
});

it("a folder is gone on inside of, a whole destination is not", () => {
  expect(taken({ kind: "folder", path: `${ftp}/a` })).toEqual({ text: `${ftp}/a/`, goesOn: true });
  expect(taken({ kind: "recent", path: `${ftp}/a` })).toEqual({ text: `${ftp}/a`, goesOn: false });
});

it("arrows go round, pages stop at the ends", () => {
  expect(movedInOffers("ArrowDown", -1, 3)).toBe(0);
  expect(movedInOffers("ArrowDown", 2, 3)).toBe(0);
  expect(movedInOffers("ArrowUp", -1, 3)).toBe(2);
  expect(movedInOffers("PageDown", 0, 3)).toBe(2);
  expect(movedInOffers("PageUp", 2, 3)).toBe(0);
  expect(movedInOffers("ArrowDown", -1, 0)).toBeNull();
  expect(movedInOffers("a", 0, 3)).toBeNull();
});

describe("the active offer", () => {
  const offers = ["a", "b", "c"].map((path) => ({ kind: "recent" as const, path }));

  it("stays the same folder when others come before it", () => {
    expect(activeIn([{ kind: "suggestion", path: "new" }, ...offers], { path: "b", at: 1 })).toBe(2);
  });

  it("hands over to what takes its place, also at the end, and to nothing where nothing is left", () => {
    expect(activeIn(offers, { path: "gone", at: 1 })).toBe(1);
    expect(activeIn(offers, { path: "gone", at: 3 })).toBe(2);
    expect(activeIn([], { path: "gone", at: 0 })).toBe(-1);
    expect(activeIn(offers, null)).toBe(-1);
  });
});
