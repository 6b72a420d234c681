import { z } from "zod";
import type { FoundVersion } from "#lib/domain/published";
import { parse } from "./parse.ts";
import { rowsByIds } from "./rows-by-ids.ts";
import type { Wire } from "./wire.ts";

const newestSchema = z.object({
  max_version: z.number().nullish(),
  asset_id: z.string(),
  task_id: z.string().nullish(),
});

/**
 * The versions, each with the number of the newest of its asset and task. For those whose asset's latest version, which
 * belongs to another task, could not tell: all such assets are asked about together, a thousand in one POST.
 */
export async function newestInTasks(wire: Wire, unsure: readonly FoundVersion[]): Promise<FoundVersion[]> {
  if (unsure.length === 0) return [];
  const rows = await rowsByIds(
    wire,
    unsure.map(({ version }) => version.assetId),
    (list) => `select max(version) from AssetVersion where asset_id in (${list}) group by asset_id, task_id`,
  );
  const newest = new Map(
    rows.map((row) => {
      const { max_version, asset_id, task_id } = parse(newestSchema, row, "the newest version of an asset");
      return [`${asset_id} ${task_id ?? ""}`, max_version ?? null];
    }),
  );
  return unsure.map(({ version: unsureVersion, components }) => {
    const { assetId, task } = unsureVersion;
    const version = { ...unsureVersion, newest: newest.get(`${assetId} ${task?.id ?? ""}`) ?? null };
    return { version, components: components.map((component) => ({ ...component, version })) };
  });
}
