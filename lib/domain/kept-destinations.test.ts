import { expect, test } from "vitest";
import { keptFor, withoutRecent, withRecent, withStarToggled } from "./kept-destinations.ts";
import { noPreferences } from "./preferences.ts";

const none = noPreferences.destinations;

test("the folder that was uploaded to last goes first, each stands once, and ten are kept", () => {
  const names = Array.from({ length: 12 }, (_, at) => `/f${at}`);
  const kept = names.reduce((before, path) => withRecent(before, "p", path), none);
  expect(keptFor(kept, "p").recent).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((at) => `/f${at}`));
  expect(keptFor(withRecent(kept, "p", "/f5"), "p").recent.slice(0, 3)).toEqual(["/f5", "/f11", "/f10"]);
});

test("a star is put on and taken off, and one that is recent can be forgotten", () => {
  const starred = withStarToggled(withRecent(none, "p", "/a"), "p", "/a");
  expect(keptFor(starred, "p")).toEqual({ recent: ["/a"], starred: ["/a"] });
  expect(keptFor(withoutRecent(starred, "p", "/a"), "p")).toEqual({ recent: [], starred: ["/a"] });
  expect(keptFor(withStarToggled(starred, "p", "/a"), "p").starred).toEqual([]);
});

test("each project has its own", () => {
  const kept = withStarToggled(withRecent(none, "p", "/a"), "q", "/b");
  expect(keptFor(kept, "p")).toEqual({ recent: ["/a"], starred: [] });
  expect(keptFor(kept, "q")).toEqual({ recent: [], starred: ["/b"] });
});
