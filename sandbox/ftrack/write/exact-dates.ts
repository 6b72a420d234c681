import { canonicalDate, exactDate, isWireDate } from "#sandbox/ftrack/dates";
import type { JsonRecord } from "#sandbox/ftrack/json";
import type { Projection } from "#sandbox/ftrack/query/projection";
import type { Row } from "#sandbox/ftrack/store/row";

/**
 * Dates are stored in seconds, but the answer of a write tells them as they were sent: clients compare what they gave with what
 * they got back. A date that a later write of the batch has changed is told as it is.
 */
export function tellExactDates(projection: Projection, row: Row, data: JsonRecord): void {
  for (const [name, sent] of Object.entries(data)) {
    const property = row.type.properties.get(name);
    const text = isWireDate(sent) ? sent.value : sent;
    if (property?.kind !== "column" || property.type !== "datetime" || typeof text !== "string") continue;
    const exact = exactDate(text);
    if (exact !== undefined && canonicalDate(text) === row.values[property.column.slot]) projection.tell(name, exact);
  }
}
