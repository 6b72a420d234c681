import { z } from "zod";
import type { Person } from "#lib/domain/actor";
import type { SupervisorSource } from "#lib/domain/configuration";
import type { ProjectId } from "#lib/domain/ids";
import { parse } from "./parse.ts";
import { idChunks, idList, idText, personFields, quoted } from "./queries.ts";
import { personOf } from "./reshape.ts";
import type { Wire } from "./wire.ts";

type FtrackSource = Exclude<SupervisorSource, { from: "directory-group" | "addresses" }>;

/** Groups may stand in groups; a loop or a deeper tree ends here. */
const groupLevels = 8;

const idSchema = z.object({ id: z.string() });
const holderSchema = z.object({ user: z.unknown() });
const targetSchema = z.object({ to_id: z.string() });
const linkSchema = z.object({ id: z.string(), link: z.array(idSchema).nullish() });

/** Active people with an address whom the source names; none twice. */
export async function supervisors(
  wire: Wire,
  source: FtrackSource,
  project: ProjectId,
  taskIds: readonly string[],
): Promise<Person[]> {
  switch (source.from) {
    case "ftrack-group":
      return people(await membersOf(wire, await idsIn(wire, [`Group where name is ${quoted(source.group)}`])));
    case "ftrack-attribute":
      return people(await linkedUsers(wire, source.attribute, await entitiesAbove(wire, project, taskIds)));
    case "project-manager":
      return people(
        holders(
          await wire.rows([
            `select ${personFields("user.")} from Manager ` +
              `where context_id is ${idText(project)} and type.name is ${quoted(source.type)}`,
          ]),
        ),
      );
  }
}

/** Users in these groups and in all groups below them. */
async function membersOf(wire: Wire, groups: readonly string[]): Promise<unknown[]> {
  const all = new Set(groups);
  let level = groups;
  for (let depth = 0; level.length > 0 && depth < groupLevels; depth += 1) {
    const below = await idsIn(
      wire,
      idChunks(level).map((chunk) => `Group where parent_id in (${idList(chunk)})`),
    );
    level = below.filter((id) => !all.has(id));
    for (const id of level) all.add(id);
  }
  const queries = idChunks(all).map(
    (chunk) => `select ${personFields("user.")} from Membership where group_id in (${idList(chunk)})`,
  );
  return holders(await wire.rows(queries));
}

/** Users, and members of groups, that a custom attribute link of that key on one of the entities leads to. */
async function linkedUsers(wire: Wire, attribute: string, entities: readonly string[]): Promise<unknown[]> {
  const links = await wire.rows(
    idChunks(entities).map(
      (chunk) =>
        "select to_id from CustomAttributeLink " +
        `where configuration.key is ${quoted(attribute)} and from_id in (${idList(chunk)})`,
    ),
  );
  const targets = idChunks(links.flat().map((link) => parse(targetSchema, link, "a custom attribute link").to_id));
  const users = await wire.rows(
    targets.map((chunk) => `select ${personFields("")} from User where id in (${idList(chunk)})`),
  );
  const groups = await idsIn(
    wire,
    targets.map((chunk) => `Group where id in (${idList(chunk)})`),
  );
  return [...users.flat(), ...(await membersOf(wire, groups))];
}

/** The tasks, everything above them, and the project. */
async function entitiesAbove(wire: Wire, project: ProjectId, taskIds: readonly string[]): Promise<string[]> {
  const queries = idChunks(taskIds).map((chunk) => `select link from TypedContext where id in (${idList(chunk)})`);
  const tasks = (await wire.rows(queries)).flat().map((task) => parse(linkSchema, task, "a task"));
  return [project, ...tasks.flatMap(({ id, link }) => [id, ...(link ?? []).map((step) => step.id)])];
}

async function idsIn(wire: Wire, conditions: readonly string[]): Promise<string[]> {
  const rows = await wire.rows(conditions.map((condition) => `select id from ${condition}`));
  return rows.flat().map((row) => parse(idSchema, row, "a Group").id);
}

function holders(rows: readonly unknown[][]): unknown[] {
  return rows.flat().map((row) => parse(holderSchema, row, "a member").user);
}

function people(users: readonly unknown[]): Person[] {
  const found = users.flatMap((user) => personOf(user) ?? []);
  return [...new Map(found.map((person) => [person.username, person])).values()];
}
