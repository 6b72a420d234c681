import { archiveMatcher, judgeLinkNow } from "#lib/domain/judge-link-now";
import { nameOf } from "#lib/domain/posix-path";
import { sourceRootsFor } from "#lib/domain/project-path";
import type { SourceFacts, SourceFile } from "#lib/domain/source";
import type { TargetFacts } from "#lib/domain/target";
import type { FindingKind, LinkFinding, Upload, UploadCheck, UploadItem, UploadLink } from "#lib/domain/upload";
import { archivedElsewhere } from "./archived-elsewhere.ts";
import type { SystemContext } from "./context.ts";

const itemsAtOnce = 50;
const findingsKept = 200;

type CheckContext = Pick<SystemContext, "store" | "files" | "ftrack" | "configuration" | "log">;

/**
 * Looks at all links of an upload that are still its own, and at their sources. Nothing is changed. After `signal` is
 * aborted no further portion is begun. Throws AppError storage-failed where storage does not answer.
 */
export async function checkLinks(
  context: CheckContext,
  upload: Upload,
  signal?: AbortSignal,
): Promise<Pick<UploadCheck, "links" | "counts" | "findings">> {
  const items = (await context.store.uploads.items(upload.id)).filter(({ state }) => state === "linked");
  const counts: Partial<Record<FindingKind, number>> = {};
  const findings: LinkFinding[] = [];
  let links = 0;
  for (let from = 0; from < items.length; from += itemsAtOnce) {
    signal?.throwIfAborted();
    const portion = await checkItems(context, upload, items.slice(from, from + itemsAtOnce));
    links += portion.links;
    for (const finding of portion.findings) {
      counts[finding.kind] = (counts[finding.kind] ?? 0) + 1;
      if (findings.length < findingsKept) findings.push(finding);
    }
  }
  return { links, counts, findings };
}

interface CheckedItem {
  item: UploadItem;
  folder: string;
  links: readonly UploadLink[];
  source: SourceFacts | undefined;
  files: ReadonlyMap<string, SourceFile>;
}

async function checkItems(
  context: CheckContext,
  upload: Upload,
  items: readonly UploadItem[],
): Promise<{ links: number; findings: LinkFinding[] }> {
  const checked = await ownLinks(context, upload, items);
  const isArchived = archiveMatcher(context.configuration.storage.archived);
  const targets = await targetsOf(context, checked);
  const findings = checked.flatMap(({ item, folder, links, source, files }) =>
    links.flatMap((link): LinkFinding[] => {
      const target = targets.get(folder);
      if (target === undefined) return [];
      const judged = judgeLinkNow({ link, target, source, file: files.get(nameOf(link.source)), isArchived });
      return judged === null ? [] : [{ ...judged, position: item.position, path: `${folder}/${link.name}` }];
    }),
  );
  const count = checked.reduce((sum, { links }) => sum + links.length, 0);
  return { links: count, findings: await archivedElsewhere(context, upload, items, findings) };
}

/** The links that are still this upload's by the records, item by item, with what is known of their sources now. */
async function ownLinks(context: CheckContext, upload: Upload, items: readonly UploadItem[]): Promise<CheckedItem[]> {
  const { store, files, configuration } = context;
  const roots = sourceRootsFor(configuration, upload.project.name);
  const placed = items.flatMap((item) => (item.folder === null ? [] : [{ item, folder: item.folder }]));
  const [links, sources] = await Promise.all([
    store.uploads.links(
      upload.id,
      placed.map(({ item }) => item.position),
    ),
    files.sources(placed.map(({ item }) => ({ path: item.sourcePath ?? "", roots }))),
  ]);
  const own = new Map<string, ReadonlyMap<string, string>>();
  for (const folder of new Set(placed.map((one) => one.folder))) {
    const made = await store.made.linksIn(upload.id, folder);
    own.set(folder, new Map(made.flatMap(({ name, text, later }) => (later === null ? [[name, text]] : []))));
  }
  return placed.map(({ item, folder }, at) => {
    const source = sources[at];
    return {
      item,
      folder,
      source,
      files: new Map(source?.state === "found" ? source.files.map((file) => [file.name, file]) : []),
      links: (links.get(item.position) ?? []).filter(({ name, text }) => own.get(folder)?.get(name) === text),
    };
  });
}

async function targetsOf(
  { files }: Pick<SystemContext, "files">,
  checked: readonly CheckedItem[],
): Promise<ReadonlyMap<string, TargetFacts>> {
  const byFolder = Map.groupBy(checked, ({ folder }) => folder);
  const requests = [...byFolder].map(([folder, group]) => ({
    folder,
    names: group.flatMap(({ links }) => links.map(({ name }) => name)),
  }));
  const facts = await files.targets(requests);
  return new Map(facts.map((target) => [target.folder, target]));
}
