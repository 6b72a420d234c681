import type { JsonRecord } from "./json.ts";
import { columnOf } from "./read/column-of.ts";
import { primaryKeyOf, type Row, textOf } from "./store/row.ts";

/** A studio that leaves the place of its files to each location. */
export const automaticStorage: unknown = { scenario: "ftrack.automatic", data: {} };

const username = columnOf("User", "username");
const firstName = columnOf("User", "first_name");
const lastName = columnOf("User", "last_name");

/** What `query_server_information` answers; *values* asks for some of it only. */
export function serverInformation(
  caller: Row,
  facts: { readonly schemaHash: string; readonly storageScenario: unknown },
  values: readonly string[] | undefined,
): JsonRecord {
  const all: JsonRecord = {
    version: "dev",
    schema_hash: facts.schemaHash,
    storage_scenario: facts.storageScenario,
    is_timezone_support_enabled: true,
    is_nested_subqueries_enabled: true,
    preferred_language: "en",
    week_startday: 1,
    workday_length: 28_800,
    company_information: { name: "Sandbox", logo_url: null },
    user_information: {
      id: primaryKeyOf(caller),
      username: textOf(caller, username) ?? null,
      first_name: textOf(caller, firstName) ?? null,
      last_name: textOf(caller, lastName) ?? null,
    },
  };
  if (values === undefined) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => values.includes(name)));
}
