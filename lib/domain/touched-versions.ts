import { z } from "zod";

/** What an update of ftrack may have changed for those who look at versions, in one project; null: it does not say in which. */
export interface Touched {
  project: string | null;
  versionIds: readonly string[];
  taskIds: readonly string[];
}

const text = z.string().nullish();
const entitySchema = z.object({
  entityType: text,
  entityId: text,
  action: text,
  changes: z.record(z.string(), z.unknown()).nullish(),
  parents: z.array(z.object({ entityType: text, entityId: text })).nullish(),
});
const eventSchema = z.object({
  topic: z.literal("ftrack.update"),
  data: z.object({ entities: z.array(z.unknown()) }),
});
type Entity = z.output<typeof entitySchema>;

/** Attributes, under the events' own names, that decide whether a version is ready, or in which facet it is. */
const telling: Readonly<Record<string, readonly string[]>> = {
  assetversion: ["statusid", "taskid", "status_id", "task_id"],
  task: ["statusid", "typeid", "status_id", "type_id"],
};

/** Reduces an event of ftrack's hub to the versions and tasks that may have changed. What is not understood says nothing. */
export function touchedBy(event: unknown): Touched[] {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) return [];
  const projects = new Map<string | null, { versionIds: Set<string>; taskIds: Set<string> }>();
  for (const sent of parsed.data.data.entities) {
    const entity = entitySchema.safeParse(sent);
    const touched = entity.success ? touchedBySingle(entity.data) : null;
    if (touched === null) continue;
    const known = projects.get(touched.project) ?? { versionIds: new Set(), taskIds: new Set() };
    projects.set(touched.project, known);
    known[touched.kind].add(touched.id);
  }
  return [...projects].map(([project, { versionIds, taskIds }]) => ({
    project,
    versionIds: [...versionIds],
    taskIds: [...taskIds],
  }));
}

function touchedBySingle(
  entity: Entity,
): { project: string | null; kind: "versionIds" | "taskIds"; id: string } | null {
  const project = parentOf(entity, "show");
  switch (entity.entityType) {
    case "assetversion":
    case "task": {
      const kind = entity.entityType === "task" ? "taskIds" : "versionIds";
      const id = entity.entityId ?? "";
      return id !== "" && isTelling(entity) ? { project, kind, id } : null;
    }
    case "component": {
      // Files often come after their version; frames of a sequence do too, and name the same version.
      const id = entity.action === "update" ? null : parentOf(entity, "assetversion");
      return id === null ? null : { project, kind: "versionIds", id };
    }
    default:
      return null;
  }
}

function isTelling({ entityType, action, changes }: Entity): boolean {
  // A new task has no versions yet; one that goes takes itself away from them.
  if (action !== "update") return entityType === "assetversion" || action === "remove";
  return (telling[entityType ?? ""] ?? []).some((name) => Object.hasOwn(changes ?? {}, name));
}

function parentOf({ parents }: Entity, type: string): string | null {
  return parents?.find(({ entityType }) => entityType === type)?.entityId ?? null;
}
