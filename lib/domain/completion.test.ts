import { describe, expect, test } from "vitest";
import { fittingFtpFolders, ftpFoldersNear, isJunkFolder, typedPlace } from "./completion.ts";
import { sampleConfiguration } from "./domain-samples.ts";

const { roots } = sampleConfiguration().storage;
const ftp = "/mnt/prj/NXP/00_ftp";

describe("what is being typed", () => {
  test.each([
    [`${ftp}/dai`, ftp, "dai"],
    [`${ftp}/dailies/`, `${ftp}/dailies`, ""],
    [ftp, ftp, ""],
    ["P:\\NXP\\00_ftp\\dai", ftp, "dai"],
    ["P:\\NXP\\00_ftp\\dailies\\", `${ftp}/dailies`, ""],
    ['"\\\\nas\\prj\\NXP\\00_ftp\\dailies\\"', `${ftp}/dailies`, ""],
    ["smb://nas/prj/NXP/00_ftp/a%20b", ftp, "a b"],
    [`file://${ftp}/x`, ftp, "x"],
  ])("%s: folders of %s that begin with %j", (input, folder, begin) => {
    expect(typedPlace(input, roots)).toMatchObject({ folder, begin });
  });

  test.each(["", "dailies", "~/x", "Q:\\x", "/mnt/prj/../x"])("%j is no path yet", (input) => {
    expect(typedPlace(input, roots)).toBeNull();
  });
});

describe("00_ftp folders", () => {
  const place = (path: string) => typedPlace(path, roots) ?? { path, folder: path, begin: "" };

  test("are looked for right below what is typed, in delivery roots only", () => {
    const near = (path: string) => ftpFoldersNear(place(path), ["/mnt/prj/NXP"]);
    expect(near("/mnt/prj/NXP/vendor")).toEqual(["/mnt/prj/NXP/vendor/00_ftp", "/mnt/prj/NXP/00_ftp"]);
    expect(near("/mnt/prj/EPI/vendor")).toEqual([]);
    expect(near(`${ftp}/a`)).toEqual([]);
  });

  test("are offered as far as they fit, and all where none does", () => {
    const all = [ftp, "/mnt/vol2/NXP/00_ftp"];
    expect(fittingFtpFolders(all, place("/mnt/PRJ"))).toEqual([ftp]);
    expect(fittingFtpFolders(all, place("/mnt/other"))).toEqual(all);
  });
});

test.each([".compout-staging", ".snapshot", "@eaDir", "#recycle", "$RECYCLE.BIN", "lost+found"])(
  "%s is junk",
  (name) => {
    expect(isJunkFolder(name)).toBe(true);
  },
);

test.each(["dailies", "20261122_comp", "lost", "recycle"])("%s is none", (name) => {
  expect(isJunkFolder(name)).toBe(false);
});
