/** One row of content, in the form in which a client would send it. */
export type CreateOperation = {
  readonly action: "create";
  readonly entity_type: string;
  readonly entity_data: Record<string, unknown>;
};

/** Shorthand for content files: a create operation of *entityType* with *data*. */
export function create(entityType: string, data: Record<string, unknown>): CreateOperation {
  return { action: "create", entity_type: entityType, entity_data: data };
}

/** Several parts of content, one after the other. */
export function* joined(...parts: readonly Iterable<CreateOperation>[]): Generator<CreateOperation> {
  for (const part of parts) yield* part;
}
