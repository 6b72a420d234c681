import { z } from "zod";
import { componentIdSchema, type ProjectId } from "#lib/domain/ids";
import type { FtrackPort } from "#lib/services/context";
import { deliver } from "./deliver.ts";
import { published, publishedById, statusesOf } from "./published.ts";
import { quoted } from "./queries.ts";
import { projectOf } from "./reshape.ts";
import type { FtrackSettings } from "./session.ts";
import { createStatusResolver } from "./statuses.ts";
import { createStoragePrefix } from "./storage-prefix.ts";
import { supervisors } from "./supervisors.ts";
import { thumbnail } from "./thumbnails.ts";
import { createWire, parse, type Wire } from "./wire.ts";

const idSchema = z.object({ id: z.string() });

/** ftrack behind its port. Nothing is sent before the first call. */
export function createFtrack(settings: FtrackSettings): FtrackPort {
  const server = settings.server.replace(/\/+$/, "");
  const joined = { ...settings, server };
  const wire = createWire(joined);
  let apiUserId: Promise<string | null> | null = null;

  // A note without an author is not accepted everywhere; the API user's id is asked for once.
  function apiUser(): Promise<string | null> {
    const known = apiUserId ?? userId(wire, settings.apiUser);
    apiUserId = known;
    known.catch(() => {
      apiUserId = null;
    });
    return known;
  }

  return {
    serverUrl: server,
    pageOf: (entity, id, project) => pageOf(server, entity, id, project),
    projects: async () => (await wire.allRows(projectQuery)).map(projectOf).sort(byName),
    resolveStatuses: createStatusResolver(wire),
    published: (project, statuses, detail) => published(wire, project, statuses, detail),
    publishedById: (project, ids) => publishedById(wire, project, ids),
    storagePrefix: createStoragePrefix(wire),
    supervisors: (source, project, taskIds) => supervisors(wire, source, project, taskIds),
    userId: (username) => userId(wire, username),
    deliver: async (notes, authorId) => deliver(wire, notes, authorId ?? (await apiUser())),
    async thumbnail(componentId, size) {
      return componentIdSchema.safeParse(componentId).success ? thumbnail(wire, joined, componentId, size) : null;
    },
    statusesOf: (versionIds) => statusesOf(wire, versionIds),
    async ping() {
      await wire.rows([`select id from User where username is ${quoted(settings.apiUser)} limit 1`]);
    },
  };
}

const projectQuery =
  "select name, full_name, project_schema_id, root, disk.unix, disk.windows from Project where status is active";

function byName(a: { fullName: string }, b: { fullName: string }): number {
  return a.fullName.localeCompare(b.fullName, "en", { numeric: true, sensitivity: "base" });
}

async function userId(wire: Wire, username: string): Promise<string | null> {
  const [users = []] = await wire.rows([
    `select id from User where username is ${quoted(username)} and is_active is true limit 1`,
  ]);
  return users.length === 0 ? null : parse(idSchema, users[0], "a User").id;
}

function pageOf(server: string, entity: "AssetVersion" | "Task", id: string, project: ProjectId): string {
  const slide = { AssetVersion: ["assetversion", "versions_v1"], Task: ["task", "tasks"] } as const;
  const [type, view] = slide[entity];
  const place = { slideEntityId: id, slideEntityType: type, view, itemId: "projects", entityId: project };
  return `${server}/#${new URLSearchParams({ ...place, entityType: "show" })}`;
}
