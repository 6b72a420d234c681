import type { z } from "zod";
import { aliasKey } from "./studio-path.ts";

/** Adds an issue for each name that stands twice, but for case. */
export function repeated<T>(
  names: readonly string[],
  context: z.RefinementCtx<T>,
  pathOf: (at: number) => PropertyKey[],
): void {
  const seen = new Set<string>();
  names.forEach((name, at) => {
    const key = name.toLowerCase();
    if (seen.has(key)) context.addIssue({ code: "custom", path: pathOf(at), message: `stands here twice: ${name}` });
    seen.add(key);
  });
}

/** Adds an issue for each path or alias that names two volumes: nobody could tell which one is meant. */
export function repeatedVolumes<T extends readonly { path: string; aliases: readonly string[] }[]>(
  roots: T,
  context: z.RefinementCtx<T>,
): void {
  const owners = new Map<string, number>();
  const claim = (name: string, owner: number, path: PropertyKey[]) => {
    const key = aliasKey(name);
    const before = owners.get(key) ?? owner;
    owners.set(key, before);
    if (before !== owner)
      context.addIssue({ code: "custom", path, message: `${name} stands for ${roots[before]?.path} already` });
  };
  roots.forEach((root, at) => {
    claim(root.path, at, [at, "path"]);
  });
  roots.forEach((root, at) => {
    root.aliases.forEach((alias, place) => {
      claim(alias, at, [at, "aliases", place]);
    });
  });
}
