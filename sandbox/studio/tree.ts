import { type CreateOperation, create } from "#sandbox/ftrack/operation";
import { cast } from "./cast.ts";
import { idOf } from "./identity.ts";
import { userId } from "./people.ts";
import { projects, type Shot, shots } from "./shows.ts";
import type { Task } from "./versions.ts";
import {
  attributeId,
  type Department,
  departmentId,
  departments,
  type SchemaName,
  schemaId,
  schemaNames,
  statusId,
  supervisorLinkId,
} from "./workflow.ts";

/** The disk that all projects are on. */
export const diskId = idOf("disk prj");

export const projectId = (project: SchemaName) => idOf(`project ${project}`);
export const contextId = (path: string) => idOf(`context ${path}`);

/** Who works in a department; who is not in ftrack publishes under a colleague's name. */
export const artistOf: Readonly<Record<Department, string>> = {
  Compositing: cast.artist.username,
  Roto: cast.paintArtist.username,
  Paint: cast.paintArtist.username,
  Lighting: cast.lightingArtist.username,
  Animation: cast.lightingArtist.username,
  Matchmove: cast.formerArtist.username,
};

const supervisorOf: Partial<Record<Department, string>> = {
  Compositing: cast.compositingSupervisor.username,
  Lighting: cast.lightingSupervisor.username,
  Animation: cast.lightingSupervisor.username,
};

function manager(project: SchemaName, type: "Supervisor" | "Coordinator", username: string): CreateOperation {
  return create("Manager", {
    id: idOf(`manager ${project} ${username}`),
    context_id: projectId(project),
    type_id: idOf(`manager type ${type}`),
    user_id: userId(username),
  });
}

function supervisorLink(on: "task" | "show", from: string, username: string): CreateOperation {
  return create("CustomAttributeLink", {
    id: idOf(`supervisor of ${from}`),
    configuration_id: supervisorLinkId(on),
    from_id: from,
    to_id: userId(username),
  });
}

/**
 * Both projects with their people. NXP keeps its `root` as ftrack shows it, a folder of the disk; EPI's was typed in as a
 * whole path: studios have both.
 */
export function projectOperations(projectsFolder: string): CreateOperation[] {
  const roots: Record<SchemaName, string> = { NXP: "NXP", EPI: `${projectsFolder}/EPI` };
  return [
    create("Disk", { id: diskId, name: "prj", unix: projectsFolder, windows: "P:\\" }),
    ...schemaNames.map((name) =>
      create("Project", {
        id: projectId(name),
        name,
        full_name: projects[name].fullName,
        color: projects[name].color,
        status: "active",
        root: roots[name],
        disk_id: diskId,
        project_schema_id: schemaId(name),
      }),
    ),
    manager("NXP", "Coordinator", cast.coordinator.username),
    manager("NXP", "Supervisor", cast.compositingSupervisor.username),
    manager("EPI", "Supervisor", cast.showSupervisor.username),
    supervisorLink("show", projectId("EPI"), cast.lightingSupervisor.username),
  ];
}

function shotOperations(shot: Shot, known: Set<string>): CreateOperation[] {
  const operations: CreateOperation[] = [];
  let [path, parent]: [string, string] = [shot.project, projectId(shot.project)];
  for (const { kind, name } of shot.steps) {
    path = `${path}/${name}`;
    const id = contextId(path);
    if (!known.has(id)) {
      known.add(id);
      operations.push(create(kind, { id, name, parent_id: parent, project_id: projectId(shot.project) }));
    }
    parent = id;
  }
  if (shot.steps.at(-1)?.kind !== "Shot") return operations;
  const values = { fstart: 0, fend: 0, handles: 0, ...shot.cut };
  for (const key of ["fstart", "fend", "handles"] as const) {
    operations.push(
      create("ContextCustomAttributeValue", {
        configuration_id: attributeId(key),
        entity_id: parent,
        value: values[key],
      }),
    );
  }
  return operations;
}

/** Episodes, folders, sequences, shots and asset builds, each after what it stands in. */
export function contextOperations(): CreateOperation[] {
  const known = new Set<string>();
  return shots.flatMap((shot) => shotOperations(shot, known));
}

/** A task with who works on it, and the supervisor whom its department names. */
export function taskOperations({ id, shot, department, status }: Task): CreateOperation[] {
  const supervisor = supervisorOf[department];
  return [
    create("Task", {
      id,
      name: departments[department].folder,
      parent_id: contextId(shot.path),
      project_id: projectId(shot.project),
      type_id: departmentId(department),
      status_id: statusId(shot.project, status),
    }),
    create("Appointment", {
      id: idOf(`assignment ${id}`),
      type: "assignment",
      context_id: id,
      resource_id: userId(artistOf[department]),
    }),
    ...(supervisor === undefined ? [] : [supervisorLink("task", id, supervisor)]),
  ];
}
