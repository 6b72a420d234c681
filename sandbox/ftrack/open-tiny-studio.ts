import { Api, type ApiRequest } from "./api.ts";
import { ApiError } from "./api-error.ts";
import { baseOperations } from "./base.ts";
import { CallLog } from "./call-log.ts";
import { isRecord, type JsonRecord } from "./json.ts";
import type { CreateOperation } from "./operation.ts";
import { schema } from "./schema/schema.ts";
import { automaticStorage } from "./server-information.ts";
import { Store } from "./store/store.ts";
import { idOf, nameOf } from "./tiny-ids.ts";
import { tinyStudio } from "./tiny-studio.ts";
import { tinyUser } from "./tiny-workflow.ts";

type Options = Partial<Omit<ApiRequest, "operations">>;

/** The tiny studio behind its API, without HTTP: for asking many small questions. */
export class OpenStudio {
  readonly api: Api;

  constructor(more: readonly CreateOperation[] = []) {
    this.api = new Api(new Store(schema), new CallLog(), automaticStorage);
    this.api.load(baseOperations);
    this.api.load([...tinyStudio, ...more]);
  }

  /** The answers to a batch. @throws ApiError */
  call(operations: unknown, options: Options = {}): readonly JsonRecord[] {
    const request = { credentials: tinyUser, serverUrl: "http://tiny.test", strict: false, denormalized: false };
    const answers: unknown = JSON.parse(this.api.answer({ ...request, ...options, operations }));
    return Array.isArray(answers) ? answers.filter(isRecord) : [];
  }

  /** The rows of one query; `#name` in it stands for the id of that name. */
  query(expression: string, options: Options = {}): readonly JsonRecord[] {
    const [answer] = this.call([{ action: "query", expression: withIds(expression) }], options);
    return listAt(answer, "data");
  }

  /** What a query finds, by the names of the tiny studio; sorted where the query asks for no order. */
  found(expression: string): string {
    const names = this.query(expression).map((row) => nameOf(String(row.id)));
    return (expression.includes("order by") ? names : names.sort()).join(" ");
  }

  /** How many rows a query finds. */
  count(expression: string): number {
    return this.query(expression).length;
  }

  /** What one write answers. */
  write(operation: JsonRecord, options: Options = {}): JsonRecord {
    const [answer] = this.call([operation], options);
    return recordAt(answer, "data");
  }

  create(type: string, data: JsonRecord, options: Options = {}): JsonRecord {
    return this.write({ action: "create", entity_type: type, entity_data: data }, options);
  }

  update(type: string, key: string | readonly string[], data: JsonRecord): JsonRecord {
    return this.write({ action: "update", entity_type: type, entity_key: key, entity_data: data });
  }

  remove(type: string, key: string | readonly string[]): void {
    this.call([{ action: "delete", entity_type: type, entity_key: key }]);
  }
}

/** Puts the ids of names in the place of `#name`. */
export function withIds(expression: string): string {
  return expression.replace(/#(\w+)/g, (_, name: string) => idOf(name));
}

export function recordAt(value: unknown, key: string): JsonRecord {
  const found = isRecord(value) ? value[key] : undefined;
  if (isRecord(found)) return found;
  throw new Error(`There is no object at ${key} of ${JSON.stringify(value)}`);
}

export function listAt(value: unknown, key: string): readonly JsonRecord[] {
  const found: unknown = isRecord(value) ? value[key] : undefined;
  if (Array.isArray(found)) return found.filter(isRecord);
  throw new Error(`There is no list at ${key} of ${JSON.stringify(value)}`);
}

/** The refusal that *work* ends with, as `exception: content`. */
export function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError) return `${error.exception}: ${error.message}`;
    throw error;
  }
  throw new Error("It was not refused");
}
