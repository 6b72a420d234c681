import { beforeEach, describe, expect, test } from "vitest";
import { listAt, OpenStudio } from "#sandbox/ftrack/open-tiny-studio";
import { idOf } from "#sandbox/ftrack/tiny-ids";

let studio = new OpenStudio();

beforeEach(() => {
  studio = new OpenStudio();
  studio.create("NoteLabel", { id: idOf("external"), name: "External" });
});

const note = { id: idOf("hint"), content: "Look at frame 1010", parent_id: idOf("task1"), parent_type: "Task" };
const link = (label: string) => ({ note_id: note.id, label_id: idOf(label) });

function seen() {
  const [found] = studio.query("select category.name, note_label_links.label.name from Note where id is #hint");
  const labels = listAt(found, "note_label_links").map(({ label_id }) => label_id);
  return { category: found?.category, labels };
}

const named = (name: string) => ({ __entity_type__: "NoteCategory", id: idOf(name) });

describe("a note's category and its labels are one thing", () => {
  test("the first label becomes the category, in the same batch as the note or later", () => {
    studio.call([
      { action: "create", entity_type: "Note", entity_data: note },
      { action: "create", entity_type: "NoteLabelLink", entity_data: link("external") },
    ]);
    expect(seen()).toMatchObject({ category: { ...named("external"), name: "External" }, labels: [idOf("external")] });
    studio.create("NoteLabelLink", link("internal"));
    expect(seen()).toMatchObject({ category: named("external"), labels: [idOf("external"), idOf("internal")] });
  });

  test("a category becomes a label, and another one takes its place", () => {
    studio.create("Note", { ...note, category_id: idOf("internal") });
    expect(seen()).toMatchObject({ category: named("internal"), labels: [idOf("internal")] });
    studio.update("Note", note.id, { category: { __entity_type__: "NoteCategory", id: idOf("external") } });
    expect(seen()).toMatchObject({ category: named("external"), labels: [idOf("external")] });
    studio.update("Note", note.id, { category_id: null });
    expect(seen()).toEqual({ category: null, labels: [] });
  });

  test("a label that goes leaves the category to the next one", () => {
    studio.create("Note", note);
    studio.create("NoteLabelLink", link("internal"));
    studio.create("NoteLabelLink", link("external"));
    studio.remove("NoteLabelLink", [note.id, idOf("internal")]);
    expect(seen()).toMatchObject({ category: named("external"), labels: [idOf("external")] });
    studio.remove("NoteLabel", idOf("external"));
    expect(seen()).toEqual({ category: null, labels: [] });
  });

  test("a note that goes takes its labels along", () => {
    studio.create("Note", { ...note, category_id: idOf("internal") });
    studio.remove("Note", note.id);
    expect(studio.count("NoteLabelLink where note_id is #hint")).toBe(0);
    expect(studio.count("NoteLabel where id is #internal")).toBe(1);
  });
});
