import { describe, expect, it } from "vitest";
import { touchedBy } from "./touched-versions.ts";

const show = { entityType: "show", entityId: "nxp" };
const changed = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { old: "a", new: "b" }]));
const entity = (type: string, id: string, more: object) => ({
  entityType: type,
  entityId: id,
  action: "update",
  parents: [{ entityType: type, entityId: id }, show],
  ...more,
});
const update = (...entities: unknown[]) => ({ topic: "ftrack.update", data: { entities } });

describe("what an event of ftrack may have changed on the desk", () => {
  it("names versions and tasks whose status changed, together for their project", () => {
    const event = update(
      entity("assetversion", "v1", { changes: changed("statusid") }),
      entity("task", "t1", { changes: changed("statusid", "enddate") }),
      entity("task", "t1", { changes: changed("typeid") }),
    );
    expect(touchedBy(event)).toEqual([{ project: "nxp", versionIds: ["v1"], taskIds: ["t1"] }]);
  });

  it("names new versions, those that are gone, and those that get another task", () => {
    const event = update(
      entity("assetversion", "v1", { action: "add" }),
      entity("assetversion", "v2", { action: "remove" }),
      entity("assetversion", "v3", { changes: changed("taskid") }),
    );
    expect(touchedBy(event)[0]?.versionIds).toEqual(["v1", "v2", "v3"]);
  });

  it("names a version once, however many frames it gets", () => {
    const frame = { action: "add", parents: [{ entityType: "assetversion", entityId: "v1" }, show] };
    const event = update(entity("component", "c1", frame), entity("component", "c2", frame));
    expect(touchedBy(event)).toEqual([{ project: "nxp", versionIds: ["v1"], taskIds: [] }]);
  });

  it("keeps projects apart, and says where none is named", () => {
    const event = update(entity("task", "t1", { changes: changed("statusid") }), {
      entityType: "task",
      entityId: "t2",
      action: "update",
      changes: changed("statusid"),
    });
    expect(touchedBy(event).map(({ project }) => project)).toEqual(["nxp", null]);
  });

  it("says nothing of what decides nothing here, and of what it does not understand", () => {
    expect(
      touchedBy(
        update(
          entity("assetversion", "v1", { changes: changed("comment") }),
          entity("task", "t1", { action: "add" }),
          entity("note", "n1", { action: "add" }),
          "nonsense",
        ),
      ),
    ).toEqual([]);
    expect(touchedBy({ topic: "ftrack.meta.reply", data: {} })).toEqual([]);
    expect(touchedBy(null)).toEqual([]);
  });
});
