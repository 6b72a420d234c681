import { z } from "zod";
import type { StatusPair } from "#lib/domain/configuration";
import type { Project } from "#lib/domain/deliverable";
import type { ResolvedStatuses } from "#lib/services/ports/ftrack";
import { parse } from "./parse.ts";
import { idText } from "./queries.ts";
import type { Wire } from "./wire.ts";

const keptMs = 60_000;

const workflowSchema = z
  .object({ statuses: z.array(z.object({ id: z.string(), name: z.string().nullish() })).nullish() })
  .nullish()
  .transform((workflow) => workflow?.statuses ?? []);

const projectSchemaSchema = z.object({
  _version_workflow: workflowSchema,
  _task_workflow: workflowSchema,
  _overrides: z
    .array(z.object({ workflow_schema: workflowSchema }))
    .nullish()
    .transform((overrides) => overrides?.flatMap(({ workflow_schema }) => workflow_schema) ?? []),
});

type NamedStatus = z.output<typeof workflowSchema>[number];

interface SchemaStatuses {
  version: readonly NamedStatus[];
  /** The default workflow's, and those of every task type that has a workflow of its own. */
  task: readonly NamedStatus[];
}

/** Resolves names of statuses to ids within a project's schema, which is asked for at most once a minute. */
export function createStatusResolver(wire: Wire) {
  const kept = new Map<string, { until: number; statuses: Promise<SchemaStatuses> }>();

  function statusesOfSchema(schemaId: string): Promise<SchemaStatuses> {
    const known = kept.get(schemaId);
    if (known && known.until > performance.now()) return known.statuses;
    const statuses = readSchema(wire, schemaId);
    const entry = { until: performance.now() + keptMs, statuses };
    kept.set(schemaId, entry);
    statuses.catch(() => {
      if (kept.get(schemaId) === entry) kept.delete(schemaId);
    });
    return statuses;
  }

  return async function resolveStatuses(project: Project, pair: StatusPair): Promise<ResolvedStatuses> {
    const statuses = await statusesOfSchema(project.schemaId);
    const versionStatusIds = idsOf(pair.version, statuses.version);
    const taskStatusIds = idsOf(pair.task, statuses.task);
    const missing: { of: "version" | "task"; name: string }[] = [];
    if (versionStatusIds.length === 0) missing.push({ of: "version", name: pair.version });
    if (taskStatusIds.length === 0) missing.push({ of: "task", name: pair.task });
    return { versionStatusIds, taskStatusIds, missing };
  };
}

// Three queries in one POST: one query over unrelated collections makes the server join them all.
async function readSchema(wire: Wire, schemaId: string): Promise<SchemaStatuses> {
  const fields = [
    "_version_workflow.statuses.name",
    "_task_workflow.statuses.name",
    "_overrides.workflow_schema.statuses.name",
  ];
  const [version, task, overrides] = await wire.rows(
    fields.map((field) => `select ${field} from ProjectSchema where id is ${idText(schemaId)}`),
  );
  const read = (rows: unknown[] | undefined) => parse(projectSchemaSchema, rows?.[0] ?? {}, "a ProjectSchema");
  return {
    version: read(version)._version_workflow,
    task: [...read(task)._task_workflow, ...read(overrides)._overrides],
  };
}

function idsOf(name: string, statuses: readonly NamedStatus[]): string[] {
  const wanted = plain(name);
  return [...new Set(statuses.filter((status) => plain(status.name ?? "") === wanted).map(({ id }) => id))];
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
