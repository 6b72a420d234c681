import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleDeliverable } from "./domain-samples.ts";
import { layoutProblem, layoutTokens, layoutValues, stemOf, targetOf } from "./layout.ts";
import { isWithin } from "./posix-path.ts";
import { parsePattern } from "./sequence.ts";

describe("layoutProblem", () => {
  test.each(["{file}", "{stem}/{file}", "{sequence}/{shot}/{asset}_{version}/{file}", "client/{project}_{file}"])(
    "%s is sound",
    (template) => {
      expect(layoutProblem(template)).toBeNull();
    },
  );

  test.each([
    ["", "must end with {file}"],
    ["{stem}", "must end with {file}"],
    ["{file}/{stem}", "must end with {file}"],
    ["{file}.exr", "must end with {file}"],
    ["{file}/{file}", "may hold {file} once only"],
    ["/{file}", "must be relative"],
    ["a//{file}", "empty folder name"],
    ["../{file}", 'may not hold "." or ".."'],
    ["a/./{file}", 'may not hold "." or ".."'],
    ["{shto}/{file}", "has {shto}, which stands for nothing; use {file}, {stem}"],
    ["{}/{file}", "has {}, which stands for nothing"],
    ["{shot/{file}", "brace that is not closed"],
    ["shot}/{file}", "brace that is not closed"],
    ["a\\{file}", "backslashes"],
    ["a\n/{file}", "control characters"],
  ])("%j is none", (template, problem) => {
    expect(layoutProblem(template)).toContain(problem);
  });
});

describe("stemOf", () => {
  test.each([
    ["/p/NXP_seq010_sh0010_compout_v003_left.%04d.exr", "NXP_seq010_sh0010_compout_v003_left"],
    ["/p/a_####.exr", "a"],
    ["/p/a-$F4.exr", "a"],
    ["/p/a.%04d.left.exr", "a.left"],
    ["/p/%04d.exr", ""],
    ["/p/a_v003.mov", "a_v003"],
    ["/p/README", "README"],
  ])("of %s is %j", (path, stem) => {
    expect(stemOf(path)).toBe(stem);
  });
});

describe("targetOf", () => {
  const path = "/mnt/prj/NXP/left/NXP_sh0010_compout_v003_left.%04d.exr";
  const destination = "/mnt/prj/NXP/00_ftp/day1";
  const layout = (template: string, changes: Parameters<typeof sampleDeliverable>[0] = {}, source = path) =>
    targetOf({
      destination,
      template,
      values: layoutValues(sampleDeliverable(changes), "NXP", source, parsePattern(source)),
    });

  test("a sequence gets a folder of its own, a file lies in the destination", () => {
    const { folder, nameFor } = layout("{stem}/{file}");
    expect(folder).toBe(`${destination}/NXP_sh0010_compout_v003_left`);
    expect(nameFor("NXP_sh0010_compout_v003_left.1001.exr")).toBe("NXP_sh0010_compout_v003_left.1001.exr");
    expect(layout("{file}").folder).toBe(destination);
  });

  test("every token is filled", () => {
    expect(
      layout("{project}/{sequence}/{shot}/{asset}/{version}/{department}/{camera}/{extension}/{file}").folder,
    ).toBe(`${destination}/NXP/seq010/sh0010/compout/v003/Compositing/left/exr`);
  });

  test("text before {file} goes before the file's name", () => {
    const { folder, nameFor } = layout("out/{shot}_{file}");
    expect(folder).toBe(`${destination}/out`);
    expect(nameFor("a.1001.exr")).toBe("sh0010_a.1001.exr");
  });

  test("a folder that comes out empty is left out", () => {
    expect(layout("{sequence}/{shot}/{camera}/{file}", { sequence: null, camera: null }).folder).toBe(
      `${destination}/sh0010`,
    );
  });

  test("a folder that comes out as blanks is left out too", () => {
    expect(layout("{camera} /{file}", { camera: null }).folder).toBe(destination);
  });

  test("a sequence named by its frames alone goes by its version and component", () => {
    expect(layout("{stem}/{file}", {}, "/mnt/prj/NXP/left/%04d.exr").folder).toBe(
      `${destination}/sh0010_compout_v003_left`,
    );
  });

  test("slashes and dots in names lead nowhere else", () => {
    expect(layout("{asset}/{file}", { assetName: "../../etc" }).folder).toBe(`${destination}/.._.._etc`);
    expect(layout("{asset}/{file}", { assetName: ".." }).folder).toBe(`${destination}/__`);
    expect(layout("{asset}/{file}", { assetName: "a\0\nb" }).folder).toBe(`${destination}/a__b`);
    expect(layout("{asset}{camera}/{file}", { assetName: ".", camera: "." }).folder).toBe(`${destination}/__`);
    expect(layout("{asset}_{file}", { assetName: "../x" }).nameFor("a.exr")).toBe(".._x_a.exr");
  });

  test("whatever the names are, the target lies below the destination and is one clean path", () => {
    const nasty = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("..", ".", "", "/", "../..", "a/../..", "{file}", "$&", " "),
    );
    const token = fc.constantFrom(...layoutTokens.filter((name) => name !== "file"));
    const segment = fc.array(
      fc.oneof(
        token.map((name) => `{${name}}`),
        fc.constantFrom("a", ".", "_", " "),
      ),
      { minLength: 1, maxLength: 3 },
    );
    const template = fc
      .array(segment, { maxLength: 4 })
      .map((segments) => [...segments.map((parts) => parts.join("")), "{file}"].join("/"));
    const values = fc.tuple(nasty, nasty, nasty).map(([one, two, three]) => ({
      stem: one,
      project: two,
      sequence: three,
      shot: one,
      asset: two,
      version: three,
      department: one,
      camera: two,
      extension: three,
    }));
    const file = fc.string({ minLength: 1 }).filter((name) => !name.includes("/") && name !== "." && name !== "..");
    fc.assert(
      fc.property(template, values, file, (text, filled, name) => {
        if (layoutProblem(text) !== null) return;
        const { folder, nameFor } = targetOf({ destination, template: text, values: filled });
        expect(isWithin(folder, destination)).toBe(true);
        const below = folder.slice(destination.length).split("/").slice(1);
        for (const part of below) {
          expect(part).not.toMatch(/^(?:\.{0,2}|\s+)$/);
          expect(part).not.toMatch(/[\\\p{Cc}]/u);
        }
        expect(nameFor(name)).not.toContain("/");
        expect(nameFor(name).endsWith(name)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
