import { describe, expect, it } from "vitest";
import { noPreferences } from "#lib/domain/preferences";
import {
  columnPlaces,
  isUsual,
  moveBeside,
  moveByOne,
  resetColumns,
  setPinned,
  setShown,
  setWidth,
} from "./column-layout.ts";

const bases = ["picture", "shot", "version", "date"].map((id) => ({ id, label: id, width: 100 }));
const usual = ["picture", "shot"];
const fresh = noPreferences.table;
type Kept = typeof fresh;
const placesOf = (kept: Kept) => columnPlaces(bases, usual, kept);
/** Ids in order; pinned ones with a star, hidden ones in brackets. */
const seen = (kept: Kept) =>
  placesOf(kept)
    .map(({ id, pinned, shown }) => `${shown ? id : `(${id})`}${pinned ? "*" : ""}`)
    .join(" ");

describe("columns", () => {
  it("stand as the program has them where nothing is kept", () => {
    expect(seen(fresh)).toBe("picture* shot* version date");
    expect(isUsual(fresh)).toBe(true);
  });

  it("move beside another one, and are pinned where that one is", () => {
    const moved = moveBeside(fresh, placesOf(fresh), { id: "date", beside: "version", side: "before" });
    expect(seen(moved)).toBe("picture* shot* date version");
    const pinned = moveBeside(moved, placesOf(moved), { id: "version", beside: "picture", side: "after" });
    expect(seen(pinned)).toBe("picture* version* shot* date");
    const back = moveBeside(pinned, placesOf(pinned), { id: "picture", beside: "date", side: "after" });
    expect(seen(back)).toBe("version* shot* date picture");
  });

  it("go step by step past hidden ones and stay in their part", () => {
    const hidden = setShown(fresh, placesOf(fresh), "version", false);
    expect(seen(hidden)).toBe("picture* shot* (version) date");
    expect(moveByOne(hidden, placesOf(hidden), "date", -1)).toBe(hidden);
    expect(moveByOne(hidden, placesOf(hidden), "shot", 1)).toBe(hidden);
    expect(seen(moveByOne(fresh, placesOf(fresh), "version", 1))).toBe("picture* shot* date version");
  });

  it("are pinned behind those that are pinned already", () => {
    const pinned = setPinned(fresh, placesOf(fresh), "date", true);
    expect(seen(pinned)).toBe("picture* shot* date* version");
    expect(seen(setPinned(pinned, placesOf(pinned), "picture", false))).toBe("shot* date* picture version");
  });

  it("can't all be hidden", () => {
    const rest = ["picture", "shot", "version"].reduce((kept, id) => setShown(kept, placesOf(kept), id, false), fresh);
    expect(seen(rest)).toBe("(picture)* (shot)* (version) date");
    expect(setShown(rest, placesOf(rest), "date", false)).toBe(rest);
    expect(seen(setShown(rest, placesOf(rest), "shot", true))).toBe("(picture)* shot* (version) date");
  });

  it("have widths within bounds, and lose them again", () => {
    const widthOf = (kept: Kept) => placesOf(kept).find(({ id }) => id === "date")?.width;
    const wide = setWidth(fresh, "date", 260.4);
    expect(widthOf(wide)).toBe(260);
    expect(widthOf(setWidth(fresh, "date", 1))).toBe(48);
    expect(widthOf(setWidth(fresh, "date", 99_999))).toBe(1600);
    expect(widthOf(setWidth(wide, "date", null))).toBe(100);
  });

  it("that came later than what was kept stand at the end of their part", () => {
    const kept = { ...fresh, order: ["date", "version"], pinned: ["version"] };
    expect(seen(kept)).toBe("version* date picture shot");
  });

  it("are reset without touching the order and groups of the rows", () => {
    const kept = { ...setWidth(fresh, "date", 300), group: "shot" as const, order: ["date"] };
    expect(isUsual(kept)).toBe(false);
    expect(resetColumns(kept)).toEqual({ ...fresh, group: "shot" });
  });
});
