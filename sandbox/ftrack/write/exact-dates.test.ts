import { expect, test } from "vitest";
import { OpenStudio, recordAt } from "#sandbox/ftrack/open-tiny-studio";
import { idOf } from "#sandbox/ftrack/tiny-ids";

const datetime = (value: string) => ({ __type__: "datetime", value });
const timelog = { id: idOf("log"), user_id: idOf("boss"), context_id: idOf("task1"), duration: 60 };

test("the answer of a write tells a date as it was sent, in UTC; what is stored has no fractions of seconds", () => {
  const studio = new OpenStudio();
  const stored = () => studio.query("select start from Timelog where id is #log")[0]?.start;
  const made = studio.create("Timelog", { ...timelog, start: datetime("2026-03-01T10:00:05.988453+02:00") });
  expect(made.start).toEqual(datetime("2026-03-01T08:00:05.988453"));
  expect(stored()).toEqual(datetime("2026-03-01T08:00:05"));
  expect(studio.count('Timelog where start is "2026-03-01T08:00:05"')).toBe(1);
  expect(studio.update("Timelog", timelog.id, { start: "2026-03-01T09:30:00.25Z" }).start).toEqual(
    datetime("2026-03-01T09:30:00.250000"),
  );
  expect(stored()).toEqual(datetime("2026-03-01T09:30:00"));
  expect(studio.update("Timelog", timelog.id, { start: datetime("2026-03-01T09:31:00") }).start).toEqual(
    datetime("2026-03-01T09:31:00"),
  );
});

test("a date that the same batch changes again is told as it is in the end", () => {
  const studio = new OpenStudio();
  const [made] = studio.call([
    {
      action: "create",
      entity_type: "Timelog",
      entity_data: { ...timelog, start: datetime("2026-03-01T08:00:05.5") },
    },
    {
      action: "update",
      entity_type: "Timelog",
      entity_key: [timelog.id],
      entity_data: { start: datetime("2026-03-02T08:00:00") },
    },
  ]);
  expect(recordAt(made, "data").start).toEqual(datetime("2026-03-02T08:00:00"));
});
