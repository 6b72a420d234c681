import { z } from "zod";
import { parse } from "./parse.ts";
import type { Wire } from "./wire.ts";

const keptMs = 60_000;
const mountPointOf: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", darwin: "osx", win32: "windows" };

const informationSchema = z.object({
  storage_scenario: z.object({ scenario: z.unknown(), data: z.unknown() }).nullish(),
});
const centralizedSchema = z.object({
  accessor: z.object({ mount_points: z.record(z.string(), z.unknown()) }),
});

/** The mount point of ftrack's centralized storage on this platform, asked for at most once a minute. */
export function createStoragePrefix(wire: Wire): () => Promise<string | null> {
  let kept: { until: number; prefix: Promise<string | null> } | null = null;

  return function storagePrefix() {
    if (kept && kept.until > performance.now()) return kept.prefix;
    const entry = { until: performance.now() + keptMs, prefix: readPrefix(wire) };
    kept = entry;
    entry.prefix.catch(() => {
      if (kept === entry) kept = null;
    });
    return entry.prefix;
  };
}

async function readPrefix(wire: Wire): Promise<string | null> {
  const [answer] = await wire.read([{ action: "query_server_information", values: ["storage_scenario"] }]);
  const { storage_scenario: storage } = parse(informationSchema, answer, "its storage");
  if (storage?.scenario !== "ftrack.centralized-storage") return null;
  const { accessor } = parse(centralizedSchema, storage.data, "its centralized storage");
  const prefix = accessor.mount_points[mountPointOf[process.platform] ?? "linux"];
  return typeof prefix === "string" && prefix !== "" ? prefix : null;
}
