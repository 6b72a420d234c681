import type { UploadItem, UploadLink } from "#lib/domain/upload";
import type { SystemContext } from "./context.ts";

/**
 * Items of one folder whose links another upload made since this one was planned, to the last one and just the same: there
 * is nothing left to do for them. `texts` is what others wrote there, by name.
 */
export async function madeMeanwhile(
  files: Pick<SystemContext["files"], "targets">,
  folder: string,
  items: readonly UploadItem[],
  links: ReadonlyMap<number, readonly UploadLink[]>,
  texts: ReadonlyMap<string, string> | undefined,
): Promise<UploadItem[]> {
  if (texts === undefined) return [];
  const linksOf = ({ position }: UploadItem) => links.get(position) ?? [];
  const likely = items.filter((item) => linksOf(item).every(({ name, text }) => texts.get(name) === text));
  const names = likely.flatMap((item) => linksOf(item).map(({ name }) => name));
  if (names.length === 0) return [];
  const [facts] = await files.targets([{ folder, names }]);
  return likely.filter((item) =>
    linksOf(item).every(({ name, text }) => {
      const entry = facts?.entries[name];
      return entry?.kind === "link" && entry.text === text;
    }),
  );
}
