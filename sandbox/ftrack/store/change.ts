import type { Column } from "#sandbox/ftrack/schema/model";
import type { Row } from "./row.ts";

/** One step of what a transaction did to the store. A removed row keeps the values that it had at that moment. */
export type Change =
  | { readonly kind: "insert"; readonly row: Row }
  | { readonly kind: "remove"; readonly row: Row }
  | { readonly kind: "set"; readonly row: Row; readonly column: Column; readonly before: unknown };
