import type { EntityType } from "#sandbox/ftrack/schema/model";

/** A row before it is stored: what the client gave, filled up with what the server knows. Undefined means not given. */
export class Draft {
  readonly type: EntityType;
  readonly values: unknown[];

  constructor(type: EntityType) {
    this.type = type;
    this.values = new Array(type.family.columns.length).fill(undefined);
  }

  value(name: string): unknown {
    const column = this.type.family.column(name);
    return column === undefined ? undefined : this.values[column.slot];
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    return typeof value === "string" ? value : undefined;
  }

  set(name: string, value: unknown): void {
    const column = this.type.family.column(name);
    if (column === undefined) throw new Error(`${this.type.name} has no column ${name}`);
    this.values[column.slot] = value;
  }

  /** Sets what the client did not. */
  fill(name: string, value: unknown): void {
    if (value !== undefined && this.value(name) === undefined) this.set(name, value);
  }
}
