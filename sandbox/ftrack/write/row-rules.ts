import { ApiError } from "#sandbox/ftrack/api-error";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import type { Column } from "#sandbox/ftrack/schema/model";
import { type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { checkLink } from "./link-ends.ts";
import { checkList, checkListObject } from "./list-rules.ts";
import { categoryByLabel, labelByCategory } from "./note-category.ts";
import { joinThread } from "./note-thread.ts";
import type { Writer } from "./writer.ts";

/** `before` is what the column held; undefined for a new row, then the rule is asked once and *column* is undefined. */
type Change = { readonly column: Column | undefined; readonly before: unknown };
type Rule = (writer: Writer, row: Row, change: Change) => void;

const jobStatus = columnOf("Job", "status");
const jobFinished = columnOf("Job", "finished_at");
const dependencyType = columnOf("TypedContextLink", "type");
const attributeType = columnOf("CustomAttributeConfiguration", "type_id");
const attributeProject = columnOf("CustomAttributeConfiguration", "project_id");
const attributeOn = columnOf("CustomAttributeConfiguration", "entity_type");

/** What holds for single kinds of rows, beyond what the schema tells of their columns; by family. */
const rules: Readonly<Record<string, Rule>> = {
  Job: (writer, row) => {
    oneOf(row, jobStatus, ["queued", "running", "done", "failed"]);
    const ended = ["done", "failed"].includes(textOf(row, jobStatus) ?? "");
    if (ended && row.values[jobFinished.slot] === null) writer.store.set(row, jobFinished, writer.now);
  },
  TypedContextLink: (_, row) => {
    oneOf(row, dependencyType, ["start_to_start", "start_to_end", "end_to_start", "end_to_end"]);
  },
  CustomConfigurationBase: (_, row, { column, before }) => {
    if (column === attributeType) throw invalid(row, "type_id can't be changed");
    if (column === attributeProject && before === null) {
      throw invalid(row, "project_id can't be set on an attribute of all projects");
    }
    if (textOf(row, attributeOn) === "user" && textOf(row, attributeProject) !== undefined) {
      throw invalid(row, "project_id can't be set, since users belong to no project");
    }
  },
  Note: (writer, row, { column, before }) => {
    const { store } = writer;
    refuseLoop(store, row, "in_reply_to_id");
    if (column === undefined || column.name === "category_id") labelByCategory(writer, row, before);
    if (column === undefined || column.name === "in_reply_to_id" || column.name === "parent_id") joinThread(store, row);
  },
  NoteLabelLink: categoryByLabel,
  Resource: ({ store }, row) => refuseLoop(store, row, "parent_id"),
  Component: ({ store }, row) => refuseLoop(store, row, "container_id"),
  List: checkList,
  ListObject: checkListObject,
  CustomAttributeLink: checkLink,
  CustomAttributeLinkFrom: checkLink,
};

/** @throws ApiError ValidationError, IntegrityError if a new row breaks a rule of its kind. */
export function checkNewRow(writer: Writer, row: Row): void {
  rules[row.type.family.name]?.(writer, row, { column: undefined, before: undefined });
}

/** @throws ApiError ValidationError, IntegrityError if the new value of *column* breaks a rule of its row's kind. */
export function checkChange(writer: Writer, row: Row, column: Column, before: unknown): void {
  rules[row.type.family.name]?.(writer, row, { column, before });
}

function oneOf(row: Row, column: Column, choices: readonly string[]): void {
  const value = row.values[column.slot];
  if (value === null || choices.some((choice) => choice === value)) return;
  throw invalid(row, `${column.name} must be one of ${choices.join(", ")}, not ${JSON.stringify(value)}`);
}

/** @throws ApiError ValidationError if the rows that *name* leads to come back to *row*. */
function refuseLoop(store: Store, row: Row, name: string): void {
  const column = row.type.family.column(name);
  if (column === undefined) return;
  let above: Row | undefined = row;
  do {
    const id: string | undefined = textOf(above, column);
    above = id === undefined ? undefined : store.inFamily(row.type.family, id);
    if (above === row) throw invalid(row, `${name} can't lead back to itself`);
  } while (above !== undefined);
}

function invalid(row: Row, sentence: string): ApiError {
  return new ApiError("ValidationError", `${row.type.name}: ${sentence}`);
}
