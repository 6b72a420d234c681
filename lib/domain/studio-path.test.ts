import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aliasKey, aliasProblem, studioPath } from "./studio-path.ts";

const roots = [
  { path: "/mnt/prj", aliases: ["P:\\", "\\\\nas\\prj", "smb://nas/prj", "/Volumes/prj"] },
  { path: "/mnt/cache", aliases: ["\\\\nas\\prj\\cache", "Q:/fast"] },
];

function pathOf(input: string): string {
  const answer = studioPath(input, roots);
  return "path" in answer ? answer.path : `PROBLEM ${answer.problem}`;
}

function problemOf(input: string): string {
  const answer = studioPath(input, roots);
  return "problem" in answer ? answer.problem : `PATH ${answer.path}`;
}

describe("maps what people paste", () => {
  test.each([
    ["/mnt/prj/NXP/00_ftp"],
    ["/mnt/prj//NXP/./00_ftp/"],
    ["//mnt/prj/NXP/00_ftp"],
    ["  /mnt/prj/NXP/00_ftp \r\n"],
    ['"/mnt/prj/NXP/00_ftp"'],
    ["'/mnt/prj/NXP/00_ftp'\n"],
    ["`/mnt/prj/NXP/00_ftp`"],
    ["“/mnt/prj/NXP/00_ftp”"],
    ["<file:///mnt/prj/NXP/00_ftp>"],
    ["/mnt/prj\\NXP\\00_ftp"],
    ["P:\\NXP\\00_ftp"],
    ["p:/NXP/00_ftp/"],
    ["P:\\NXP/00_ftp\\"],
    ['"P:\\NXP\\00_ftp"'],
    ["\u202aP:\\NXP\\00_ftp"],
    ["\\\\?\\P:\\NXP\\00_ftp"],
    ["\\\\nas\\prj\\NXP\\00_ftp"],
    ["\\\\NAS\\Prj\\NXP\\00_ftp"],
    ["//nas/prj/NXP/00_ftp"],
    ["\\\\?\\UNC\\nas\\prj\\NXP\\00_ftp"],
    ["smb://nas/prj/NXP/00_ftp"],
    ["SMB://NAS/PRJ/NXP/00_ftp"],
    ["smb://mira@nas/prj/NXP/00_ftp"],
    ["smb://LUMEN;mira:pw%40x@nas:445/prj/NXP/00_ftp"],
    ["cifs://nas/prj/NXP/00_ftp"],
    ["file:///mnt/prj/NXP/00_ftp"],
    ["file://localhost/mnt/prj/NXP/00_ftp"],
    ["file:/mnt/prj/NXP/00_ftp"],
    ["file:///P:/NXP/00_ftp"],
    ["file://P:/NXP/00_ftp"],
    ["file://nas/prj/NXP/00_ftp"],
    ["file:////nas/prj/NXP/00_ftp"],
    ["/Volumes/prj/NXP/00_ftp"],
  ])("%j", (input) => {
    expect(pathOf(input)).toBe("/mnt/prj/NXP/00_ftp");
  });

  test("percent signs are decoded in addresses only", () => {
    expect(pathOf("smb://nas/prj/NXP/00_ftp/Tag%201")).toBe("/mnt/prj/NXP/00_ftp/Tag 1");
    expect(pathOf("file:///mnt/prj/M%C3%BCller")).toBe("/mnt/prj/Müller");
    expect(pathOf("/mnt/prj/100%25/a")).toBe("/mnt/prj/100%25/a");
  });

  test("a frame pattern in an address stays a pattern", () => {
    expect(pathOf("file:///mnt/prj/NXP/left/a.%04d.exr")).toBe("/mnt/prj/NXP/left/a.%04d.exr");
    expect(pathOf("file:///mnt/prj/NXP/left/a.%2504d.exr")).toBe("/mnt/prj/NXP/left/a.%04d.exr");
    expect(pathOf("P:\\NXP\\left\\a.####.exr")).toBe("/mnt/prj/NXP/left/a.####.exr");
  });

  test("a terminal's escaped blanks are unescaped", () => {
    expect(pathOf("/mnt/prj/My\\ Show\\ \\(2\\)/00_ftp")).toBe("/mnt/prj/My Show (2)/00_ftp");
  });

  test("the longest alias wins", () => {
    expect(pathOf("\\\\nas\\prj\\cache\\a")).toBe("/mnt/cache/a");
    expect(pathOf("\\\\nas\\prj\\cached\\a")).toBe("/mnt/prj/cached/a");
    expect(pathOf("q:\\FAST\\a")).toBe("/mnt/cache/a");
  });

  test("a volume itself maps to its root", () => {
    expect(pathOf("P:")).toBe("/mnt/prj");
    expect(pathOf("P:\\")).toBe("/mnt/prj");
    expect(pathOf("smb://nas/prj")).toBe("/mnt/prj");
  });

  test("a POSIX path below no volume stays as it is, in its own case", () => {
    expect(pathOf("/srv/Lib/tex")).toBe("/srv/Lib/tex");
    expect(pathOf("/volumes/prj/a")).toBe("/volumes/prj/a");
  });
});

describe("refuses, each with its sentence", () => {
  test.each(["", "   ", "\n", '""', "' '"])("an empty path %j", (input) => {
    expect(problemOf(input)).toBe("The path is empty. Give the whole path, like `/mnt/prj/…`.");
  });

  test("a relative path", () => {
    expect(problemOf("NXP/00_ftp")).toBe("`NXP/00_ftp` is only the end of a path. Give all of it, like `/mnt/prj/…`.");
    expect(problemOf("P:NXP\\00_ftp")).toContain("is only the end of a path");
    expect(problemOf("./00_ftp")).toContain("is only the end of a path");
  });

  test("somebody's home", () => {
    expect(problemOf("~/00_ftp")).toContain("`~/00_ftp` is another folder for everybody");
    expect(problemOf("~mira/00_ftp")).toContain("is another folder for everybody");
  });

  test.each(["https://nas/prj/00_ftp", "ftp://nas/00_ftp", "nfs://nas/prj", "javascript:alert(1)"])(
    "an address of another kind: %s",
    (input) => {
      expect(problemOf(input)).toContain("is no folder: of addresses only `smb://` and `file://` are.");
    },
  );

  test.each([
    "/mnt/prj/NXP/../OTHER/00_ftp",
    "/mnt/prj/NXP/00_ftp/a/..",
    "P:\\NXP\\..\\00_ftp",
    "file:///mnt/prj/%2e%2e/00_ftp",
    "smb://nas/prj/NXP/..%2fOTHER/00_ftp",
  ])("`..`, even where it would normalise away: %s", (input) => {
    expect(problemOf(input)).toContain("holds `..`. Give the path without it.");
  });

  test.each(["/mnt/prj/\0/00_ftp", "/mnt/prj/a\nb/00_ftp", "file:///mnt/%00/a", "/mnt/a\u202egpj", "/mnt/\u0085x"])(
    "control characters: %j",
    (input) => {
      const problem = problemOf(input);
      expect(problem).toContain("holds a control character");
      expect(problem).not.toMatch(/[\p{Cc}\u202e]/u);
    },
  );

  test("an address whose percent signs spell no text", () => {
    expect(problemOf("file:///mnt/prj/%ff%fe")).toContain("its % signs spell no text");
  });

  test("an unknown drive or share, saying which are known", () => {
    expect(problemOf("X:\\NXP")).toBe(
      "`X:\\` is no volume that is known here. Known are `P:\\`, `\\\\nas\\prj`, `smb://nas/prj`, `/Volumes/prj`, `/mnt/prj`, `\\\\nas\\prj\\cache`, `Q:/fast` and `/mnt/cache`; give a path on one of those.",
    );
    expect(problemOf("\\\\other\\prj\\NXP")).toContain("`\\\\other\\prj` is no volume that is known here");
    expect(problemOf("Q:\\slow")).toContain("`Q:\\` is no volume that is known here");
    expect(problemOf("\\\\.\\pipe\\x")).toContain("is no volume that is known here");
  });
});

describe("aliases", () => {
  test("must be whole paths", () => {
    expect(aliasProblem("P:\\")).toBeNull();
    expect(aliasProblem("smb://nas/prj")).toBeNull();
    expect(aliasProblem("prj")).toContain("must be a whole path");
    expect(aliasProblem("https://nas/prj")).toContain("must be a whole path");
  });

  test("that mean the same have the same key", () => {
    expect(aliasKey("smb://NAS/prj/")).toBe(aliasKey("\\\\nas\\PRJ"));
    expect(aliasKey("p:")).toBe(aliasKey("P:\\"));
    expect(aliasKey("/Volumes/prj")).not.toBe(aliasKey("/volumes/prj"));
  });
});

describe("for any input", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(
        fc.constantFrom(
          "/",
          "\\",
          "..",
          ".",
          "P:",
          "Q:",
          "smb://",
          "file://",
          "nas",
          "prj",
          "00_ftp",
          "%2e",
          "%2f",
          "%00",
          " ",
          "'",
          '"',
          "~",
          "\0",
          "\n",
          "@",
          ":",
          "?",
          "é",
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join("")),
  );

  test("an accepted path is absolute, normal, without .. and without control characters", () => {
    fc.assert(
      fc.property(nasty, (input) => {
        const answer = studioPath(input, roots);
        if ("problem" in answer) {
          expect(answer.problem).toMatch(/\.$/);
          return;
        }
        expect(answer.path).toMatch(/^\/(?:[^/]+(?:\/[^/]+)*)?$/);
        expect(answer.path.split("/")).not.toContain("..");
        expect(answer.path.split("/")).not.toContain(".");
        expect(answer.path).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 5000 },
    );
  });

  test("a path that was mapped once maps to itself", () => {
    fc.assert(
      fc.property(nasty, (input) => {
        const answer = studioPath(input, roots);
        // A name that ends in a blank or a quote is trimmed where it is typed again.
        if ("problem" in answer || answer.path !== answer.path.trim() || /["'`”’>]$|\\/.test(answer.path)) return;
        expect(studioPath(answer.path, roots)).toEqual(answer);
      }),
      { numRuns: 5000 },
    );
  });

  test("every way to write a folder of a volume leads to the same path", () => {
    const name = fc
      .stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_ -]{0,8}[A-Za-z0-9_]$/)
      .filter((text) => text.toLowerCase() !== "cache");
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
        const path = `/mnt/prj/${names.join("/")}`;
        const url = names.map(encodeURIComponent).join("/");
        for (const written of [
          path,
          `P:\\${names.join("\\")}`,
          `\\\\nas\\prj\\${names.join("\\")}\\`,
          `smb://nas/prj/${url}`,
          `file:///mnt/prj/${url}`,
          `/Volumes/prj/${names.join("/")}`,
        ]) {
          expect(studioPath(written, roots)).toEqual({ path });
        }
      }),
      { numRuns: 1000 },
    );
  });
});
