import { describe, expect, it } from "vitest";
import { sampleItem } from "#lib/domain/domain-samples";
import { madeInFolders } from "./made-in-folders.ts";

const item = (position: number, folder: string, linkCount: number) =>
  sampleItem({ position, folder, linkCount, state: "waiting" });

describe("how far items are whose folders are linked", () => {
  it("is the folder's count where the item is alone in it", () => {
    expect(madeInFolders([item(0, "/a", 100), item(1, "/b", 100)], { "/a": 40 })).toEqual(
      new Map([["/a", { made: 40, of: 100, shared: false }]]),
    );
  });

  it("is that of the folder as a whole where items share it", () => {
    const made = madeInFolders([item(0, "/a", 100), item(1, "/a", 20)], { "/a": 40 });
    expect(made.get("/a")).toEqual({ made: 40, of: 120, shared: true });
  });

  it("is nothing where no item waits there any more", () => {
    expect(madeInFolders([{ ...item(0, "/a", 100), state: "linked" }], { "/a": 100 }).size).toBe(0);
  });
});
