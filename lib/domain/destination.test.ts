import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deliveryRootsFor, judgeDestination, parseDestination } from "./destination.ts";
import { sampleConfiguration } from "./domain-samples.ts";
import { AppError } from "./errors.ts";
import { isWithin } from "./posix-path.ts";
import type { DestinationFacts } from "./target.ts";

const { roots } = sampleConfiguration().storage;

function refusalOf(input: string, deliveryRoots: readonly string[] = []): string {
  try {
    return `ACCEPTED ${parseDestination(input, roots, deliveryRoots).path}`;
  } catch (error) {
    if (error instanceof AppError && error.code === "bad-destination") return error.message;
    throw error;
  }
}

describe("parseDestination", () => {
  test.each([
    ["/mnt/prj/NXP/00_ftp", "/mnt/prj/NXP/00_ftp"],
    ["/mnt/prj/NXP/00_ftp/day1/", "/mnt/prj/NXP/00_ftp/day1"],
    ["P:\\NXP\\00_ftp\\day1", "/mnt/prj/NXP/00_ftp/day1"],
    ["\\\\nas\\prj\\NXP\\00_ftp\\day1", "/mnt/prj/NXP/00_ftp/day1"],
    ["smb://mira@nas/prj/NXP/00_ftp/day1", "/mnt/prj/NXP/00_ftp/day1"],
    ['"file:///mnt/prj/NXP/00_ftp/day1"\n', "/mnt/prj/NXP/00_ftp/day1"],
  ])("takes %s as %s", (input, path) => {
    expect(parseDestination(input, roots)).toEqual({ path, ftpFolder: "/mnt/prj/NXP/00_ftp" });
  });

  test("the first of two 00_ftp folders counts", () => {
    expect(parseDestination("/mnt/prj/NXP/00_ftp/a/00_ftp/b", roots).ftpFolder).toBe("/mnt/prj/NXP/00_ftp");
  });

  test("rejects a path without 00_ftp and names the nearest one", () => {
    expect(refusalOf("/mnt/prj/NXP/ftp")).toBe(
      "`/mnt/prj/NXP/ftp` has no `00_ftp` folder. Pick a folder inside `/mnt/prj/NXP/00_ftp`.",
    );
    expect(refusalOf("/mnt/prj/NXP/comp/out", ["/mnt/prj/NXP"])).toBe(
      "`/mnt/prj/NXP/comp/out` has no `00_ftp` folder. Pick a folder inside `/mnt/prj/NXP/00_ftp`.",
    );
    expect(refusalOf("/mnt/prj/NXP/comp", ["/mnt/prj/NXP/out/00_ftp"])).toContain("inside `/mnt/prj/NXP/out/00_ftp`");
    expect(refusalOf("/mnt/ftpserver/x", ["/mnt/prj/NXP"])).toContain("inside `/mnt/prj/NXP/00_ftp`");
    expect(refusalOf("/mnt/prj/NXP/comp")).toContain("Pick a folder inside your project's `00_ftp`.");
  });

  test.each(["00_FTP", "x00_ftp", "00_ftp_old", "00_ftp.bak", "00-ftp", "0_ftp", " 00_ftp"])(
    "rejects %s, which is not exactly 00_ftp",
    (name) => {
      expect(refusalOf(`/mnt/prj/NXP/${name}/day1`)).toContain(
        "has no `00_ftp` folder. Pick a folder inside `/mnt/prj/NXP/00_ftp`.",
      );
    },
  );

  test("rejects .., even where it would normalise away", () => {
    expect(refusalOf("/mnt/prj/NXP/00_ftp/a/../b")).toContain("holds `..`");
  });

  test.each(["", "NXP/00_ftp", "~/00_ftp", "https://nas/00_ftp", "/mnt/prj/NXP/00_ftp/\0", "X:\\NXP\\00_ftp"])(
    "rejects %j with a sentence",
    (input) => {
      expect(refusalOf(input)).toMatch(/^[^A].*\.$/);
    },
  );
});

describe("deliveryRootsFor", () => {
  const configuration = sampleConfiguration({
    storage: {
      roots: [{ path: "/mnt/prj" }],
      sources: ["/mnt/prj/{project}"],
      deliveries: [
        { path: "/mnt/prj/{project}" },
        { path: "/mnt/client/{project}/out/", uploadTypes: ["client"] },
        { path: "/mnt/special", projects: ["NXP"] },
      ],
    },
  });

  test("gives a project its own folders, by upload type", () => {
    expect(deliveryRootsFor(configuration, "NXP", "internal")).toEqual(["/mnt/prj/NXP", "/mnt/special"]);
    expect(deliveryRootsFor(configuration, "NXP", "client")).toEqual([
      "/mnt/prj/NXP",
      "/mnt/client/NXP/out",
      "/mnt/special",
    ]);
    expect(deliveryRootsFor(configuration, "OTHER", "internal")).toEqual(["/mnt/prj/OTHER"]);
  });

  test.each(["", ".", "..", "../NXP", "a/b", "a\\b", "a\0"])("gives a project named %j none", (name) => {
    expect(deliveryRootsFor(configuration, name, "client")).toEqual([]);
  });

  test("a dollar sign in a project's name is only a dollar sign", () => {
    expect(deliveryRootsFor(configuration, "A$&B", "internal")).toEqual(["/mnt/prj/A$&B"]);
  });
});

describe("judgeDestination", () => {
  const wish = { projectName: "NXP", uploadType: "client" as const, roots: ["/mnt/prj/NXP"] };
  const sound: DestinationFacts = {
    path: "/mnt/prj/NXP/00_ftp/day1/a",
    ftpFolder: { path: "/mnt/prj/NXP/00_ftp", realPath: "/srv/prj/NXP/00_ftp" },
    deepest: { path: "/mnt/prj/NXP/00_ftp/day1", realPath: "/srv/prj/NXP/00_ftp/day1", isFolder: true, writable: true },
    roots: { "/mnt/prj/NXP": "/srv/prj/NXP" },
    account: "compout",
  };
  const sentenceOf = (changes: Partial<DestinationFacts>, wishes = wish) => {
    const judgement = judgeDestination({ ...sound, ...changes }, wishes);
    return judgement.ok ? "ACCEPTED" : judgement.sentence;
  };

  test("accepts a folder inside 00_ftp and says where it really is", () => {
    expect(judgeDestination(sound, wish)).toEqual({
      ok: true,
      realFtpFolder: "/srv/prj/NXP/00_ftp",
      realFolder: "/srv/prj/NXP/00_ftp/day1/a",
    });
  });

  test("accepts 00_ftp itself, and one that is itself the delivery root", () => {
    const ftp = { path: "/mnt/prj/NXP/00_ftp", realPath: "/srv/prj/NXP/00_ftp" };
    const facts = { ...sound, path: ftp.path, deepest: { ...ftp, isFolder: true, writable: true } };
    expect(judgeDestination(facts, wish).ok).toBe(true);
    expect(judgeDestination({ ...facts, roots: { [ftp.path]: ftp.realPath } }, { ...wish, roots: [ftp.path] }).ok).toBe(
      true,
    );
  });

  test("accepts a 00_ftp that is a link to another volume where that volume is a delivery root", () => {
    const facts: DestinationFacts = {
      ...sound,
      ftpFolder: { path: "/mnt/prj/NXP/00_ftp", realPath: "/srv/out/NXP" },
      deepest: { path: "/mnt/prj/NXP/00_ftp", realPath: "/srv/out/NXP", isFolder: true, writable: true },
      roots: { "/mnt/prj/NXP": "/srv/prj/NXP", "/mnt/out/NXP": "/srv/out/NXP" },
    };
    expect(judgeDestination(facts, { ...wish, roots: ["/mnt/prj/NXP", "/mnt/out/NXP"] })).toEqual({
      ok: true,
      realFtpFolder: "/srv/out/NXP",
      realFolder: "/srv/out/NXP/day1/a",
    });
  });

  test("refuses such a link where the volume is none, and says what is needed", () => {
    expect(sentenceOf({ ftpFolder: { path: "/mnt/prj/NXP/00_ftp", realPath: "/srv/out/NXP" } })).toBe(
      "`/mnt/prj/NXP/00_ftp` leads to `/srv/out/NXP`, which is in no delivery root for client uploads of NXP. Pick another folder, or ask for `/srv/out` in `storage.deliveries` of the configuration.",
    );
  });

  test("refuses another project's folder and names the project's own", () => {
    const other = {
      path: "/mnt/prj/OTHER/00_ftp/a",
      ftpFolder: { path: "/mnt/prj/OTHER/00_ftp", realPath: "/srv/prj/OTHER/00_ftp" },
      deepest: { path: "/mnt/prj/OTHER/00_ftp", realPath: "/srv/prj/OTHER/00_ftp", isFolder: true, writable: true },
    };
    const sentence =
      "`/mnt/prj/OTHER/00_ftp/a` is in no delivery root for client uploads of NXP. Pick a folder named `00_ftp`, or one inside it, in `/mnt/prj/NXP`.";
    expect(sentenceOf(other)).toBe(sentence);
    expect(sentenceOf({ ...other, ftpFolder: { ...other.ftpFolder, realPath: null } })).toBe(sentence);
  });

  test("a project whose name only begins alike is another project", () => {
    const facts = {
      path: "/mnt/prj/NXP2/00_ftp",
      ftpFolder: { path: "/mnt/prj/NXP2/00_ftp", realPath: "/srv/prj/NXP2/00_ftp" },
      deepest: { path: "/mnt/prj/NXP2/00_ftp", realPath: "/srv/prj/NXP2/00_ftp", isFolder: true, writable: true },
    };
    expect(sentenceOf(facts)).toContain("is in no delivery root");
  });

  test("refuses a missing 00_ftp: it is never made", () => {
    expect(sentenceOf({ ftpFolder: { path: "/mnt/prj/NXP/00_ftp", realPath: null } })).toBe(
      "`/mnt/prj/NXP/00_ftp` is not there, or is no folder. Folders below it are made, `00_ftp` itself never is: ask for it, or pick another one in `/mnt/prj/NXP`.",
    );
  });

  test("refuses a folder below 00_ftp that is a link leading out of it", () => {
    const deepest = { path: "/mnt/prj/NXP/00_ftp/day1", realPath: "/srv/prj/NXP/work", isFolder: true, writable: true };
    expect(sentenceOf({ deepest })).toBe(
      "`/mnt/prj/NXP/00_ftp/day1` leads out of its `00_ftp` folder, to `/srv/prj/NXP/work`. Pick a folder that stays inside `/mnt/prj/NXP/00_ftp`.",
    );
  });

  test("refuses a file", () => {
    expect(sentenceOf({ deepest: { ...sound.deepest, isFolder: false } })).toContain("is a file, not a folder");
  });

  test("names the account that has no write access", () => {
    expect(sentenceOf({ deepest: { ...sound.deepest, writable: false } })).toBe(
      "The account `compout` has no write access to `/mnt/prj/NXP/00_ftp/day1`. Ask for it, or pick another folder inside `/mnt/prj/NXP/00_ftp`.",
    );
  });

  test("says when a project has no delivery root, or none is mounted", () => {
    expect(sentenceOf({}, { ...wish, roots: [] })).toContain(
      "No delivery root is configured for client uploads of NXP",
    );
    expect(sentenceOf({ roots: { "/mnt/prj/NXP": null } })).toContain("Is the volume mounted?");
    expect(sentenceOf({ roots: {} })).toContain("Is the volume mounted?");
  });

  test("whatever the disk says, an accepted folder really lies in its 00_ftp, and that one in a delivery root", () => {
    const name = fc.constantFrom("prj", "NXP", "NXP2", "OTHER", "00_ftp", "a", "out");
    const path = fc.array(name, { maxLength: 5 }).map((names) => `/${names.join("/")}`);
    const facts = fc.record({
      path,
      ftpFolder: fc.record({ path, realPath: fc.option(path) }),
      deepest: fc.record({ path, realPath: path, isFolder: fc.boolean(), writable: fc.boolean() }),
      roots: fc.dictionary(path, fc.option(path), { maxKeys: 3 }),
      account: fc.constant("compout"),
    });
    let accepted = 0;
    fc.assert(
      fc.property(facts, fc.array(path, { maxLength: 2 }), (found, more) => {
        const asked = [...Object.keys(found.roots), ...more];
        const judgement = judgeDestination(found, { ...wish, roots: asked });
        if (!judgement.ok) {
          expect(judgement.sentence).toMatch(/[.?]$/);
          return;
        }
        accepted += 1;
        expect(isWithin(found.deepest.realPath, judgement.realFtpFolder)).toBe(true);
        expect(asked.some((root) => isWithin(judgement.realFtpFolder, found.roots[root] ?? "/none"))).toBe(true);
        expect(isWithin(judgement.realFolder, found.deepest.realPath)).toBe(true);
        expect(found.deepest.isFolder && found.deepest.writable).toBe(true);
      }),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  test("whatever is pasted, an accepted path holds a folder named exactly 00_ftp", () => {
    const part = fc.constantFrom(
      "/",
      "\\",
      "mnt",
      "prj",
      "NXP",
      "00_ftp",
      "00_FTP",
      "ftp",
      "..",
      ".",
      "P:",
      "nas",
      "smb://",
      " ",
      "\0",
      "%2e%2e",
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 14 }).map((parts) => parts.join("")),
        (input) => {
          if (refusalOf(input).startsWith("ACCEPTED") === false) return;
          const { path, ftpFolder } = parseDestination(input, roots);
          expect(isWithin(path, ftpFolder)).toBe(true);
          expect(ftpFolder.split("/").at(-1)).toBe("00_ftp");
          expect(path.split("/")).not.toContain("..");
        },
      ),
      { numRuns: 5000 },
    );
  });
});
