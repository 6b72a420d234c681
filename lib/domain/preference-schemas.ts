import { z } from "zod";
import { type LookPreference, noPreferences, type Preferences, type TablePreference } from "./preferences.ts";

const columnId = z.string().min(1).max(60);
const columnIds = z.array(columnId).max(60);
const project = z.string().min(1).max(60);
const paths = z.array(z.string().min(1).max(4096)).max(50);

const table: z.ZodType<TablePreference> = z.object({
  order: columnIds,
  hidden: columnIds,
  pinned: columnIds,
  widths: z.record(columnId, z.number().int().min(20).max(4000)),
  sorting: z.array(z.object({ id: columnId, desc: z.boolean() })).max(10),
  group: z.enum(["none", "sequence", "shot"]),
});
const look: z.ZodType<LookPreference> = z.object({
  density: z.enum(["dense", "comfortable"]),
  notify: z.boolean(),
});
const address = z.string().max(60_000);
const selections: z.ZodType<Preferences["selections"]> = z.object({
  last: project.nullable(),
  byProject: z.record(project, address),
});
const destinations: z.ZodType<Preferences["destinations"]> = z.object({
  byProject: z.record(project, z.object({ recent: paths, starred: paths })),
});

/** One preference as a browser sends it: its name and its whole new value. */
export const preferenceSchema = z.discriminatedUnion("name", [
  z.object({ name: z.literal("table"), value: table }),
  z.object({ name: z.literal("look"), value: look }),
  z.object({ name: z.literal("selections"), value: selections }),
  z.object({ name: z.literal("destinations"), value: destinations }),
]);
export type Preference = z.infer<typeof preferenceSchema>;

/** What was stored, read leniently: a value of another time that no longer fits is as if it had never been set. */
export function preferencesFrom(stored: ReadonlyMap<string, unknown>): Preferences {
  const read = <T>(schema: z.ZodType<T>, name: string, none: T): T => {
    const found = schema.safeParse(stored.get(name));
    return found.success ? found.data : none;
  };
  return {
    table: read(table, "table", noPreferences.table),
    look: read(look, "look", noPreferences.look),
    selections: read(selections, "selections", noPreferences.selections),
    destinations: read(destinations, "destinations", noPreferences.destinations),
  };
}
