/**
 * Text as a value of a search filter (RFC 4515). Letters beyond ASCII stay as they are: the client takes each escaped
 * byte for a letter of its own.
 */
export function filterValue(text: string): string {
  return text.replaceAll(/[\\*()]|\p{Cc}/gu, (sign) => `\\${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/** A configured filter with its `{username}` and `{dn}` replaced, escaped. */
export function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : filterValue(value);
  });
}

/** A name that people sign in with, or null for one that no account can have: empty, endless, with control characters. */
export function accountName(typed: string): string | null {
  const name = typed.trim();
  if (name === "" || name.length > 256 || /\p{Cc}/u.test(name)) return null;
  return name;
}

/** The common name that a group's DN begins with: `cn=artists,ou=groups,…` → artists; null for other DNs. */
export function commonNameOf(dn: string): string | null {
  const value = /^\s*cn\s*=\s*((?:\\.|[^\\,+])*)/i.exec(dn)?.[1];
  if (value === undefined) return null;
  return unescaped(value.trimEnd());
}

// RFC 4514: a backslash before a sign, or before two hex digits of one UTF-8 byte.
function unescaped(value: string): string {
  return value.replaceAll(/(?:\\[0-9a-f]{2})+|\\(.)/gi, (escaped, sign: string | undefined) =>
    sign === undefined ? Buffer.from(escaped.replaceAll("\\", ""), "hex").toString("utf8") : sign,
  );
}
