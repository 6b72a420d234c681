/** A distinguished name as a comparable key: lower case, no blanks around signs, every special sign escaped in one way. */
export function dnKey(dn: string): string {
  return dnSteps(dn).join(",");
}

/** The key of the entry above, "" for one that stands at the top. */
export function parentKey(key: string): string {
  return dnSteps(key).slice(1).join(",");
}

/** Escapes a value for use in a distinguished name (RFC 4514). */
export function escapeDnValue(value: string): string {
  return value
    .replace(/[\\,+"<>;=]/g, (sign) => `\\${sign}`)
    .replace(/^[ #]/, (sign) => `\\${sign}`)
    .replace(/ $/, "\\ ");
}

function dnSteps(dn: string): string[] {
  const steps = dn.match(/(?:\\.|[^,\\])+/gs) ?? [];
  return steps.map((step) => {
    const [, name = "", value = ""] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/s.exec(step) ?? [];
    return `${name.toLowerCase()}=${escapeDnValue(unescapeDnValue(value)).toLowerCase()}`;
  });
}

function unescapeDnValue(value: string): string {
  const bytes = value.replace(/(?:\\[0-9a-fA-F]{2})+/g, (codes) =>
    Buffer.from(codes.replaceAll("\\", ""), "hex")
      .toString("utf8")
      .replace(/[\\,+"<>;=]/g, (sign) => `\\${sign}`),
  );
  return bytes.replace(/\\(.)/gs, "$1");
}
