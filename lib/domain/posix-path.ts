/** Segments of a path, empty ones and "." left out. ".." is kept: behind a link it does not mean what it seems to. */
export function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "" && segment !== ".");
}

/** The same path without doubled or trailing slashes and without "."; ".." is kept. */
export function normalPath(path: string): string {
  const joined = segmentsOf(path).join("/");
  return path.startsWith("/") ? `/${joined}` : joined;
}

/** Joins parts with one slash each; the first part decides whether the path is absolute. */
export function joinPath(...parts: readonly string[]): string {
  return normalPath(parts.filter((part) => part !== "").join("/"));
}

/** The path of a name in a normal folder: what `joinPath` gives, for those who do it a hundred thousand times. */
export function pathIn(folder: string, name: string): string {
  return folder === "/" ? `/${name}` : `${folder}/${name}`;
}

/** The folder that holds a path: "/a/b" → "/a"; "/" for the top, "" for a bare name. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  if (end > 0) return path.slice(0, end);
  return end === 0 ? "/" : "";
}

/** The last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What follows `folder` in a normal path: "" where they are equal, null where the path lies elsewhere. */
export function pathBelow(path: string, folder: string): string | null {
  if (path === folder) return "";
  const start = folder.endsWith("/") ? folder : `${folder}/`;
  return path.startsWith(start) ? path.slice(start.length) : null;
}

/** Whether a normal path is the folder itself or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return pathBelow(path, folder) !== null;
}

/** The relative way from one absolute, normal folder to an absolute, normal path: "../../a/b". */
export function relativePath(fromFolder: string, to: string): string {
  const from = segmentsOf(fromFolder);
  const target = segmentsOf(to);
  let shared = 0;
  while (shared < from.length && shared < target.length && from[shared] === target[shared]) shared += 1;
  const steps = [...from.slice(shared).map(() => ".."), ...target.slice(shared)];
  return steps.length === 0 ? "." : steps.join("/");
}

/** Name without its extension, and the extension in lower case without the dot: "a.b.EXR" → ["a.b", "exr"]. A leading dot begins a hidden name, no extension. */
export function splitExtension(name: string): [stem: string, extension: string] {
  const dot = name.lastIndexOf(".");
  if (dot <= 0 || dot === name.length - 1) return [name, ""];
  return [name.slice(0, dot), name.slice(dot + 1).toLowerCase()];
}

/** Whether a text can stand as one folder or file name. */
export function isPathSegment(text: string): boolean {
  return text !== "" && text !== "." && text !== ".." && !/[/\\\p{Cc}]/u.test(text);
}
