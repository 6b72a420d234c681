import { z } from "zod";
import { componentIdSchema, type ProjectId } from "#lib/domain/ids";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import { deliver } from "./deliver.ts";
import { listenToHub, shakeHands } from "./event-hub.ts";
import { type Caller, oddAnswer } from "./failure.ts";
import { notesOf } from "./notes.ts";
import { OddPiece, parse } from "./parse.ts";
import { published, publishedById, publishedOfTouched, statusesOf } from "./published.ts";
import { quoted } from "./queries.ts";
import { projectOf } from "./reshape.ts";
import { peopleAround, searchVersions } from "./search-versions.ts";
import type { FtrackSettings } from "./session.ts";
import { createStatusResolver } from "./statuses.ts";
import { createStoragePrefix } from "./storage-prefix.ts";
import { supervisors } from "./supervisors.ts";
import { createThumbnails } from "./thumbnails.ts";
import { createWire, type Wire } from "./wire.ts";

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

  const thumbnail = createThumbnails(wire, joined);
  const told = <Args extends unknown[], Answer>(work: (...args: Args) => Promise<Answer>) => naming(joined, work);

  return {
    serverUrl: server,
    pageOf: (entity, id, project) => pageOf(server, entity, id, project),
    projects: told(async () => (await wire.allRows(projectQuery, projectOf)).sort(byName)),
    resolveStatuses: told(createStatusResolver(wire)),
    published: (...asked) => namingPages(joined, published(wire, ...asked)),
    publishedById: told((project, ids) => publishedById(wire, project, ids)),
    searchVersions: told((project, words, limit) => searchVersions(wire, project, words, limit)),
    peopleAround: told((project, taskIds) => peopleAround(wire, project, taskIds)),
    publishedOf: told((project, touched, detail) => publishedOfTouched(wire, project, touched, detail)),
    storagePrefix: told(createStoragePrefix(wire)),
    supervisors: told((source, project, taskIds) => supervisors(wire, source, project, taskIds)),
    userId: told((username) => userId(wire, username)),
    deliver: told(async (notes, authorId) => deliver(wire, notes, authorId ?? (await apiUser()))),
    thumbnail: told(async (componentId, size) =>
      componentIdSchema.safeParse(componentId).success ? thumbnail(componentId, size) : null,
    ),
    statusesOf: told((versionIds) => statusesOf(wire, versionIds)),
    notesOf: told((versionId) => notesOf(wire, versionId)),
    ping: told(async () => {
      await wire.rows([`select id from User where username is ${quoted(settings.apiUser)} limit 1`]);
    }),
    pingEvents: told(async () => {
      await shakeHands(joined);
    }),
    listen: (listener) => listenToHub(joined, listener),
  };
}

const projectQuery =
  "select name, full_name, project_schema_id, root, disk.unix, disk.windows from Project where status is active";

/** Puts the server's name to an answer that can't be read. */
function naming<Args extends unknown[], Answer>(caller: Caller, work: (...args: Args) => Promise<Answer>) {
  return async (...args: Args): Promise<Answer> => {
    try {
      return await work(...args);
    } catch (error) {
      throw namedError(caller, error);
    }
  };
}

async function* namingPages<Page>(caller: Caller, pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  try {
    yield* pages;
  } catch (error) {
    throw namedError(caller, error);
  }
}

function namedError(caller: Caller, error: unknown): unknown {
  return error instanceof OddPiece ? oddAnswer(caller, error.message, error) : error;
}

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
