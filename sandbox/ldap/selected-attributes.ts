import type { Entry } from "./entries.ts";
import type { Attributes, SearchRequest, Value } from "./message.ts";

/**
 * What an answer holds of an entry. By RFC 4511 none or "*" is all but the operational attributes, "+" is those, "1.1"
 * is nothing, else what is named. Longer lists than `valuesAtOnce` come in pieces, as Active Directory gives them:
 * `member;range=0-1499`, of which the last ends with a star.
 */
export function selected(
  { attributes, operational }: Pick<Entry, "attributes" | "operational">,
  request: Pick<SearchRequest, "attributes" | "typesOnly">,
  valuesAtOnce: number | null,
): Attributes {
  const wanted = request.attributes.map(wantedOf);
  const names = new Set(wanted.map(({ name }) => name));
  const all = names.size === 0 || names.has("*");
  const chosen = [
    ...Object.entries(attributes).filter(([name]) => all || names.has(name.toLowerCase())),
    ...Object.entries(operational).filter(([name]) => names.has("+") || names.has(name.toLowerCase())),
  ].filter(([, values]) => values.length > 0);
  return Object.fromEntries(
    chosen.flatMap(([name, values]): [string, readonly Value[]][] => {
      if (request.typesOnly) return [[name, []]];
      if (valuesAtOnce === null) return [[name, values]];
      const range = wanted.find((candidate) => candidate.name === name.toLowerCase() && candidate.from !== null);
      if (!range && values.length <= valuesAtOnce) return [[name, values]];
      return piece(name, values, range?.from ?? 0, range?.to ?? null, valuesAtOnce);
    }),
  );
}

function piece(
  name: string,
  values: readonly Value[],
  from: number,
  to: number | null,
  valuesAtOnce: number,
): [string, readonly Value[]][] {
  const end = Math.min(from + valuesAtOnce, to === null ? values.length : to + 1, values.length);
  if (from >= values.length) return [];
  const last = end === values.length ? "*" : String(end - 1);
  const ranged: [string, readonly Value[]] = [`${name};range=${from}-${last}`, values.slice(from, end)];
  return from === 0 && last !== "*" ? [[name, []], ranged] : [ranged];
}

function wantedOf(asked: string): { name: string; from: number | null; to: number | null } {
  const [, name = asked, from, to] = /^(.*);range=(\d+)-(\d+|\*)$/i.exec(asked) ?? [];
  return {
    name: name.toLowerCase(),
    from: from === undefined ? null : Number(from),
    to: to === undefined || to === "*" ? null : Number(to),
  };
}
