import { describe, expect, test } from "vitest";
import { OBJECT_TYPE, STATE } from "./known-ids.ts";
import { listAt, OpenStudio, recordAt } from "./open-tiny-studio.ts";
import { idOf } from "./tiny-ids.ts";

const studio = new OpenStudio();

describe("what an entity carries", () => {
  test("without projections: key, default and system projections under their public names", () => {
    expect(studio.query("Task where id is #task1")).toEqual([
      {
        __entity_type__: "Task",
        id: idOf("task1"),
        name: "comp",
        context_type: "task",
        object_type_id: OBJECT_TYPE.task,
        project_id: idOf("nxp"),
      },
    ]);
  });

  test("with projections: those, and the system projections", () => {
    expect(studio.query("select comment from AssetVersion where id is #v2")).toEqual([
      { __entity_type__: "AssetVersion", id: idOf("v2"), asset_id: idOf("compout"), comment: "second" },
    ]);
  });

  test("its concrete type, whatever type was asked for", () => {
    const types = studio.query("Context where id in (#nxp, #sh0010, #task1)").map((row) => row.__entity_type__);
    expect(types).toEqual(["Project", "Shot", "Task"]);
    expect(studio.query("Component where id is #left")).toEqual([
      {
        __entity_type__: "SequenceComponent",
        id: idOf("left"),
        system_type: "sequence",
        version_id: idOf("v2"),
        container_id: null,
      },
    ]);
  });

  test("a reference as type and key", () => {
    const [row] = studio.query("select status from Task where id is #task1");
    expect(row?.status).toEqual({ __entity_type__: "Status", id: idOf("pending") });
  });

  test("null for a reference that leads nowhere", () => {
    expect(studio.query("select task, task.name from AssetVersion where id is #p1")[0]?.task).toBeNull();
  });

  test("dates as typed objects in naive UTC", () => {
    const [row] = studio.query("select date from AssetVersion where id is #v1");
    expect(row?.date).toEqual({ __type__: "datetime", value: "2026-03-01T08:00:00" });
  });

  test("references through references", () => {
    const [row] = studio.query("select status.state.short from Task where id is #task3");
    expect(row?.status).toEqual({
      __entity_type__: "Status",
      id: idOf("approved"),
      state: { __entity_type__: "State", id: STATE.done, short: "DONE" },
    });
  });

  test("collections, deeply", () => {
    const [row] = studio.query(
      "select components.name, components.component_locations.location.name from AssetVersion where id is #v2",
    );
    const places = listAt(row, "components").map((component) => [
      component.name,
      ...listAt(component, "component_locations").map((place) => recordAt(place, "location").name),
    ]);
    expect(places).toEqual([["left", "ftrack.unmanaged"], ["main"], ["thumbnail", "ftrack.server"]]);
  });

  test("mapped collections as entries with key and value", () => {
    const [row] = studio.query("select metadata, custom_attributes from AssetVersion where id is #v2");
    expect(listAt(row, "metadata")).toEqual([
      {
        __entity_type__: "Metadata",
        parent_id: idOf("v2"),
        parent_type: "AssetVersion",
        key: "shift",
        value: "100%",
      },
    ]);
    expect(listAt(row, "custom_attributes")).toMatchObject([
      { __entity_type__: "AssetVersionCustomAttributeValue", entity_id: idOf("v2"), key: "fps", value: 25 },
      { __entity_type__: "AssetVersionCustomAttributeValue", entity_id: idOf("v2"), key: "delivered", value: false },
    ]);
  });

  test("attributes that only some kinds have, for those that have them", () => {
    const [version] = studio.query(
      "select asset.parent.status.name, asset.parent.parent[Sequence].name, asset.parent.project.full_name from AssetVersion where id is #p1",
    );
    const shot = recordAt(recordAt(version, "asset"), "parent");
    expect(recordAt(shot, "status").name).toBe("Internal Approved");
    expect(recordAt(shot, "parent").name).toBe("seq010");
    expect(recordAt(shot, "project").full_name).toBe("Next Planet");
    const [build] = studio.query("select parent.status.name, parent[Shot].description from AssetBuild");
    expect(recordAt(build, "parent")).toMatchObject({ __entity_type__: "Project", status: "active" });
    expect(recordAt(build, "parent")).not.toHaveProperty("description");
  });

  test("a note's category under the name that the reference has for it", () => {
    studio.update("Note", idOf("note"), { category_id: idOf("internal") });
    const [row] = studio.query("select category.name, note_label_links.label.name from Note");
    expect(recordAt(row, "category")).toMatchObject({ __entity_type__: "NoteCategory", name: "Internal" });
  });
});

describe("what is worked out", () => {
  test("link: root first, ending with a version itself", () => {
    const [version] = studio.query("select link from AssetVersion where id is #v2");
    expect(version?.link).toEqual([
      { id: idOf("nxp"), name: "NXP", type: "Project" },
      { id: idOf("ep01"), name: "ep01", type: "TypedContext" },
      { id: idOf("seq010"), name: "seq010", type: "TypedContext" },
      { id: idOf("sh0010"), name: "sh0010", type: "TypedContext" },
      { id: idOf("v2"), name: "compout v2", type: "AssetVersion" },
    ]);
    const [project] = studio.query("select link from Project where id is #nxp");
    expect(project?.link).toEqual([{ id: idOf("nxp"), name: "NXP", type: "Project" }]);
    const [group] = studio.query("select link from Group where id is #compleads");
    expect(listAt(group, "link").map(({ name }) => name)).toEqual(["Leads", "Comp leads"]);
  });

  test("ancestors and descendants", () => {
    const [task] = studio.query("select ancestors.name from Task where id is #task1");
    expect(listAt(task, "ancestors").map(({ name }) => name)).toEqual(["ep01", "seq010", "sh0010"]);
    const [project] = studio.query("select descendants.name from Project where id is #nxp");
    expect(listAt(project, "descendants")).toHaveLength(8);
    const [asset] = studio.query("select ancestors.name from Asset where id is #compout");
    expect(listAt(asset, "ancestors").map(({ name }) => name)).toEqual(["ep01", "seq010", "sh0010"]);
  });

  test("the latest version, and whether one is it", () => {
    const [asset] = studio.query("select latest_version.version from Asset where id is #compout");
    expect(recordAt(asset, "latest_version").version).toBe(2);
    const versions = studio.query("select is_latest_version from AssetVersion where asset_id is #compout");
    expect(versions.map((row) => row.is_latest_version)).toEqual([false, true]);
  });

  test("the project of assets and versions", () => {
    expect(studio.query("select project_id from AssetVersion where id is #v1")[0]?.project_id).toBe(idOf("nxp"));
    expect(studio.query("select project_id from Asset where id is #plates")[0]?.project_id).toBe(idOf("nxp"));
  });

  test("time logged against the bid", () => {
    const [task] = studio.query("select bid, time_logged, bid_time_logged_difference from Task where id is #task1");
    expect(task).toMatchObject({ bid: 3600, time_logged: 1800, bid_time_logged_difference: 1800 });
  });

  test("addresses of files that the asker may open", () => {
    const fresh = new OpenStudio();
    fresh.update("AssetVersion", idOf("v2"), { thumbnail_id: idOf("thumb") });
    const [version] = fresh.query("select thumbnail_url from AssetVersion where id is #v2");
    expect(recordAt(version, "thumbnail_url").url).toBe(
      `http://tiny.test/component/thumbnail?id=${idOf("thumb")}&size=500&username=api.artist&apiKey=tiny-key`,
    );
    const [bare] = fresh.query("select thumbnail_url from AssetVersion where id is #v1");
    expect(recordAt(bare, "thumbnail_url").url).toBe("http://tiny.test/img/thumbnail2.png");
    const [place, elsewhere] = fresh.query("select url from ComponentLocation order by resource_identifier");
    expect(recordAt(elsewhere ?? place, "url")).toBeDefined();
    const [review] = fresh.query("select thumbnail_id, is_open from ReviewSession");
    expect(review).toMatchObject({ thumbnail_id: idOf("thumb"), is_open: true });
  });
});

describe("once in an answer", () => {
  const expression =
    "select version, asset.versions.comment from AssetVersion where asset_id is #compout order by version";

  test("each entity is sent in full where it is met first, then as type and key", () => {
    const [first, second] = studio.query(expression);
    expect(first).toMatchObject({ version: 1, comment: "first" });
    expect(listAt(recordAt(first, "asset"), "versions")).toEqual([
      { __entity_type__: "AssetVersion", id: idOf("v1") },
      {
        __entity_type__: "AssetVersion",
        id: idOf("v2"),
        asset_id: idOf("compout"),
        asset: { __entity_type__: "Asset", id: idOf("compout") },
        version: 2,
        comment: "second",
      },
    ]);
    expect(second).toEqual({ __entity_type__: "AssetVersion", id: idOf("v2") });
  });

  test("across the operations of a batch", () => {
    const query = { action: "query", expression: `select name from Task where id is ${idOf("task1")}` };
    const [first, second] = studio.call([query, query]);
    expect(listAt(first, "data")[0]).toHaveProperty("name", "comp");
    expect(listAt(second, "data")[0]).not.toHaveProperty("name");
  });

  test("but again after a write, with what is true then", () => {
    const query = { action: "query", expression: `select bid from Task where id is ${idOf("task2")}` };
    const update = { action: "update", entity_type: "Task", entity_key: [idOf("task2")], entity_data: { bid: 60 } };
    const [before, , after] = studio.call([query, update, query]);
    expect(listAt(before, "data")[0]).toHaveProperty("bid", 0);
    expect(listAt(after, "data")).toHaveLength(1);
    expect(studio.query("select bid from Task where id is #task2")[0]).toHaveProperty("bid", 60);
  });

  test("denormalised: in full wherever it is met", () => {
    const [first, second] = studio.query(expression, { denormalized: true });
    expect(first).toMatchObject({ version: 1 });
    expect(first).not.toHaveProperty("comment");
    expect(second).toMatchObject({ version: 2 });
    for (const row of [first, second]) {
      expect(listAt(recordAt(row, "asset"), "versions").map(({ comment }) => comment)).toEqual(["first", "second"]);
    }
  });
});

describe("pages", () => {
  test("tell where the next one begins, as long as there is one", () => {
    const offsets = ["limit 2", "limit 3", "offset 2 limit 1", "offset 1 limit 1", ""].map((clauses) => {
      const [answer] = studio.call([{ action: "query", expression: `Task order by id ${clauses}` }]);
      return recordAt(recordAt(answer, "metadata"), "next").offset;
    });
    expect(offsets).toEqual([2, null, null, 2, null]);
  });
});

describe("groups", () => {
  test("hold what their rows share, and aggregates", () => {
    expect(studio.query("select count(id), max(bid) from Task group by type_id")).toEqual([
      { type_id: idOf("comp"), count_id: 2, max_bid: 3600 },
      { type_id: idOf("roto"), count_id: 1, max_bid: 60 },
    ]);
    expect(studio.query("select sum(version), avg(version), min(version) from AssetVersion group by asset_id")).toEqual(
      [
        { asset_id: idOf("compout"), sum_version: 3, avg_version: 1.5, min_version: 1 },
        { asset_id: idOf("plates"), sum_version: 1, avg_version: 1, min_version: 1 },
      ],
    );
    expect(studio.query("select count(id) from Task where name is comp group by project.name, status_id")).toHaveLength(
      2,
    );
  });
});
