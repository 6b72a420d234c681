import { expect, test } from "vitest";
import { windowsPath } from "./path-forms.ts";
import { studioPath } from "./studio-path.ts";

const volume = (path: string, ...aliases: string[]) => ({ path, aliases });
const roots = [
  volume("/mnt/prj", "/Volumes/prj", "\\\\nas\\prj", "P:\\"),
  volume("/mnt/prj/NXP/vault", "smb://nas/vault/nxp"),
  volume("/mnt/scratch"),
];

test.each([
  ["/mnt/prj/NXP/00_ftp", "P:\\NXP\\00_ftp"],
  ["/mnt/prj", "P:\\"],
  ["/mnt/prj/NXP/vault/00_ftp/a", "\\\\nas\\vault\\nxp\\00_ftp\\a"],
  ["/mnt/scratch/a", null],
  ["/home/a", null],
  ["/mnt/prjx/a", null],
])("%s is %s on Windows", (path, windows) => {
  expect(windowsPath(path, roots)).toBe(windows);
});

test("what Windows has leads back to the same folder", () => {
  for (const path of ["/mnt/prj/NXP/00_ftp/a b", "/mnt/prj/NXP/vault/00_ftp"]) {
    expect(
      studioPath(
        windowsPath(path, roots) ?? "",
        roots.map((root) => ({ ...root })),
      ),
    ).toEqual({ path });
  }
});
