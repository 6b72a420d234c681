import { buildSchema } from "./build.ts";
import { contextRows } from "./contexts.ts";
import { customAttributeRows } from "./custom-attributes.ts";
import { dashboardRows } from "./dashboards.ts";
import type { EntityRow } from "./entity-row.ts";
import { noteRows } from "./notes.ts";
import { peopleRows } from "./people.ts";
import { publishingRows } from "./publishing.ts";
import { systemRows } from "./system.ts";
import { workflowRows } from "./workflow.ts";

/** Every entity type that this server knows. A new type is a new row in one of these tables. */
const entityRows: readonly EntityRow[] = [
  ...contextRows,
  ...publishingRows,
  ...peopleRows,
  ...noteRows,
  ...workflowRows,
  ...customAttributeRows,
  ...systemRows,
  ...dashboardRows,
];

export const schema = buildSchema(entityRows);
