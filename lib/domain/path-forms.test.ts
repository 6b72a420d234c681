import { expect, it } from "vitest";
import { pathForms } from "./path-forms.ts";

const roots = [
  { path: "/mnt/prj", aliases: ["P:\\", "\\\\fs01\\prj", "smb://fs01/prj", "/Volumes/prj"] },
  { path: "/mnt/prj/vault", aliases: ["V:\\"] },
];

it("writes a path in every form that the volume has, the studio's own first", () => {
  expect(pathForms("/mnt/prj/NXP/left eye/a.%04d.exr", roots)).toEqual([
    { as: "server", path: "/mnt/prj/NXP/left eye/a.%04d.exr" },
    { as: "windows", path: "P:\\NXP\\left eye\\a.%04d.exr" },
    { as: "share", path: "\\\\fs01\\prj\\NXP\\left eye\\a.%04d.exr" },
    { as: "address", path: "smb://fs01/prj/NXP/left%20eye/a.%04d.exr" },
    { as: "mount", path: "/Volumes/prj/NXP/left eye/a.%04d.exr" },
  ]);
});

it("goes by the innermost volume, and knows only itself outside of all", () => {
  expect(pathForms("/mnt/prj/vault/a.mov", roots).map(({ path }) => path)).toEqual([
    "/mnt/prj/vault/a.mov",
    "V:\\a.mov",
  ]);
  expect(pathForms("/elsewhere/a.mov", roots)).toEqual([{ as: "server", path: "/elsewhere/a.mov" }]);
});
