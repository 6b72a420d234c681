import { z } from "zod";
import { type CreateOperation, create } from "#sandbox/ftrack/operation";
import { cast } from "./cast.ts";
import { choose, idOf, idSeries, randomOf } from "./identity.ts";
import { userId } from "./people.ts";
import { fileName, placeOf, published, writings } from "./places.ts";
import type { AssetRecipe, ComponentRecipe } from "./recipes.ts";
import { type Place, planLargeShow } from "./scale-plan.ts";
import { artistOf, diskId } from "./tree.ts";
import {
  attributeId,
  type Department,
  departmentId,
  departments,
  schemaId,
  statusId,
  type TaskStatus,
  type VersionStatus,
} from "./workflow.ts";

/** A show as large as big productions are, for measurements: all in ftrack, nothing on disk. */
const largeShow = { name: "LTH", fullName: "The Long Thaw" } as const;

const inputSchema = z.object({
  /** Of the whole studio: this show has what the other ones lack. */
  versions: z.number().int(),
  projectsFolder: z.string(),
});
export type ScaleInput = z.infer<typeof inputSchema>;

const ids = {
  context: idSeries("large show: context"),
  task: idSeries("large show: task"),
  assignment: idSeries("large show: assignment"),
  asset: idSeries("large show: asset"),
  version: idSeries("large show: version"),
  component: idSeries("large show: component"),
  location: idSeries("large show: location"),
};

const ofDepartment = {
  type: remembered(departmentId),
  artist: remembered((department: Department) => userId(artistOf[department])),
};
const ofStatus = remembered((status: TaskStatus | VersionStatus) => statusId("NXP", status));

const projectId = idOf(`project ${largeShow.name}`);
const comments = ["First pass", "Notes from dailies addressed", "New plate", "Edges reworked", "Grain matched", ""];
const firstDay = Date.UTC(2026, 0, 5, 8);
const day = 86_400_000;

/** Its 00_ftp folder. */
export const largeShowFolder = (projectsFolder: string) => `${projectsFolder}/${largeShow.name}/00_ftp`;

/** The large show, one operation after the other, in an order in which they can be created. */
export function* operations(input: unknown): Generator<CreateOperation> {
  const { versions, projectsFolder } = inputSchema.parse(input);
  yield* projectOperations();
  const show = new Show(projectsFolder);
  for (const place of planLargeShow(versions)) yield* show.place(place);
}

function* projectOperations(): Generator<CreateOperation> {
  yield create("Project", {
    id: projectId,
    name: largeShow.name,
    full_name: largeShow.fullName,
    color: "#1CBC90",
    status: "active",
    root: largeShow.name,
    disk_id: diskId,
    project_schema_id: schemaId("NXP"),
  });
  const managers = { Coordinator: cast.coordinator, Supervisor: cast.compositingSupervisor };
  for (const [type, { username }] of Object.entries(managers)) {
    yield create("Manager", {
      id: idOf(`manager ${largeShow.name} ${username}`),
      context_id: projectId,
      type_id: idOf(`manager type ${type}`),
      user_id: userId(username),
    });
  }
}

/** Counts what was made so far: ids follow from that, so that they are the same in every run. */
class Show {
  private readonly projectsFolder: string;
  private readonly random = randomOf("large show");
  private readonly made = { context: 0, task: 0, asset: 0, version: 0, component: 0 };
  private readonly above = new Map<string, string>();

  constructor(projectsFolder: string) {
    this.projectsFolder = projectsFolder;
  }

  *place({ kind, steps, tasks }: Place): Generator<CreateOperation> {
    const [above, name] = steps;
    let parent = this.above.get(above);
    if (parent === undefined) {
      parent = ids.context(this.made.context++);
      this.above.set(above, parent);
      const type = kind === "Shot" ? "Sequence" : "Folder";
      yield create(type, { id: parent, name: above, parent_id: projectId, project_id: projectId });
    }
    const id = ids.context(this.made.context++);
    yield create(kind, { id, name, parent_id: parent, project_id: projectId });
    const frames = { first: 1001, last: 1001 + 47 + Math.floor(this.random() ** 2 * 200) };
    if (kind === "Shot") yield* frameAttributes(id, frames);
    for (const { department, status, assets } of tasks) {
      const taskId = ids.task(this.made.task);
      yield create("Task", {
        id: taskId,
        name: departments[department].folder,
        parent_id: id,
        project_id: projectId,
        type_id: ofDepartment.type(department),
        status_id: ofStatus(status),
      });
      yield create("Appointment", {
        id: ids.assignment(this.made.task++),
        type: "assignment",
        context_id: taskId,
        resource_id: ofDepartment.artist(department),
      });
      const shot = { id, path: [largeShow.name, ...steps].join("/"), frames };
      for (const asset of assets) yield* this.asset(shot, taskId, asset.recipe, asset.versions);
    }
  }

  private *asset(shot: ShotFacts, taskId: string, recipe: AssetRecipe, statuses: readonly VersionStatus[]) {
    if (statuses.length === 0) return;
    const id = ids.asset(this.made.asset++);
    yield create("Asset", { id, name: recipe.name, context_id: shot.id, type_id: recipe.typeId });
    for (const [index, status] of statuses.entries()) {
      const versionId = ids.version(this.made.version++);
      const date = new Date(firstDay + 3 * index * day + Math.floor(this.random() * 100_000) * 1000);
      yield create("AssetVersion", {
        id: versionId,
        asset_id: id,
        task_id: taskId,
        user_id: ofDepartment.artist(recipe.department),
        status_id: ofStatus(status),
        version: index + 1,
        date: { __type__: "datetime", value: date.toISOString().slice(0, 19) },
        comment: comments[Math.floor(this.random() * comments.length)] ?? "",
        is_published: true,
      });
      for (const component of recipe.components) yield* this.component(shot, recipe, index + 1, versionId, component);
    }
  }

  private *component(shot: ShotFacts, asset: AssetRecipe, number: number, versionId: string, recipe: ComponentRecipe) {
    const index = this.made.component++;
    const id = ids.component(index);
    const length = recipe.sequence ? shot.frames.last - shot.frames.first + 1 : 1;
    yield create(recipe.sequence ? "SequenceComponent" : "FileComponent", {
      id,
      name: recipe.name,
      file_type: recipe.extension,
      size: length * Math.round(bytesPerFile[recipe.extension] * (0.8 + 0.4 * this.random())),
      version_id: versionId,
      ...(recipe.sequence ? { padding: 4 } : {}),
    });
    const place = placeOf({ shot, asset, number }, recipe);
    const path = `${place.folder}/${fileName(place, place.token ?? "")}`;
    const { locationId, resource } = published(path, choose(this.random, writings), this.projectsFolder);
    yield create("ComponentLocation", {
      id: ids.location(index),
      component_id: id,
      location_id: locationId,
      resource_identifier: resource,
    });
  }
}

/** Hashing a name each time would take longer than all else. */
function remembered<K>(make: (key: K) => string): (key: K) => string {
  const known = new Map<K, string>();
  return (key) => {
    const id = known.get(key) ?? make(key);
    known.set(key, id);
    return id;
  };
}

type ShotFacts = { readonly id: string; readonly path: string; readonly frames: { first: number; last: number } };

const handles = 8;
const bytesPerFile = { ".exr": 9_400_000, ".jpg": 1_300_000, ".mov": 61_000_000 } as const;

const frameAttribute = { fstart: attributeId("fstart"), fend: attributeId("fend"), handles: attributeId("handles") };

function* frameAttributes(shotId: string, { first, last }: ShotFacts["frames"]): Generator<CreateOperation> {
  const values = { fstart: first + handles, fend: last - handles, handles };
  for (const key of ["fstart", "fend", "handles"] as const) {
    const named = { configuration_id: frameAttribute[key], entity_id: shotId };
    yield create("ContextCustomAttributeValue", { ...named, value: values[key] });
  }
}
