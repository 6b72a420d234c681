/** A path in two parts, so that a narrow cell can shorten the middle: folders give way, the file's name stays whole. */
export function splitPath(path: string): { head: string; tail: string } {
  const slash = path.lastIndexOf("/", path.length - 2);
  return slash <= 0 ? { head: "", tail: path } : { head: path.slice(0, slash), tail: path.slice(slash) };
}
