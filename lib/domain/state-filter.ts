/** How uploads are looked for by how they stand. */
export const stateFilters = ["running", "problems", "cancelled", "withdrawn", "changed"] as const;

/**
 * `running`: something goes on still; `problems`: an item, a step or the withdrawal failed; `changed`: the newest look at its
 * links found some, or sources of theirs, not as they were.
 */
export type StateFilter = (typeof stateFilters)[number];
