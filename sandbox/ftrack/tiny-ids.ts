/** A readable id: the same name gives the same uuid. */
export function idOf(name: string): string {
  const digits = Buffer.from(name, "utf8").toString("hex").padEnd(24, "0").slice(0, 24);
  return `00000000-${digits.slice(0, 4)}-4${digits.slice(4, 7)}-8${digits.slice(7, 10)}-${digits.slice(10, 22)}`;
}

/** The name that `idOf` made an id of. */
export function nameOf(id: string): string {
  const digits = id.slice(9, 13) + id.slice(15, 18) + id.slice(20, 23) + id.slice(24);
  return Buffer.from(`${digits}00`.slice(0, 22), "hex").toString("utf8").replaceAll("\u0000", "");
}
