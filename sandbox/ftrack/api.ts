import { type Credentials, fileAddresses } from "./addresses.ts";
import { ApiError } from "./api-error.ts";
import { authenticate } from "./auth.ts";
import type { CallLog } from "./call-log.ts";
import { wireDate } from "./dates.ts";
import { Encoder } from "./encoder.ts";
import type { CreateOperation } from "./operation.ts";
import { type Operation, parseOperation } from "./parse-operation.ts";
import { type QueryAnswer, QueryCompiler } from "./query/compile.ts";
import type { Projection } from "./query/projection.ts";
import { startRun } from "./query/run.ts";
import type { Reader } from "./read/reader.ts";
import { schemaHash, wireSchemas } from "./schema/wire.ts";
import { search } from "./search.ts";
import { serverInformation } from "./server-information.ts";
import type { Row } from "./store/row.ts";
import type { Store } from "./store/store.ts";
import { Writer } from "./write/writer.ts";

export type ApiRequest = {
  readonly credentials: Partial<Credentials>;
  readonly operations: unknown;
  readonly serverUrl: string;
  /** Refuses what the schema does not know. */
  readonly strict: boolean;
  /** Sends every mention of an entity in full. */
  readonly denormalized: boolean;
};

/** An answer that still has to be encoded, once all of its group are known; `encode` gives JSON. */
type Pending = { readonly note: (encoder: Encoder) => void; readonly encode: (encoder: Encoder) => string };

/** Answers batches of operations: all of a batch is done, or nothing of it. */
export class Api {
  readonly store: Store;
  private readonly log: CallLog;
  private readonly compiler: QueryCompiler;
  private readonly schemas: ReturnType<typeof wireSchemas>;
  private readonly facts: { readonly schemaHash: string; readonly storageScenario: unknown };

  constructor(store: Store, log: CallLog, storageScenario: unknown) {
    this.store = store;
    this.log = log;
    this.compiler = new QueryCompiler(store.schema);
    this.schemas = wireSchemas(store.schema);
    this.facts = { schemaHash: schemaHash(this.schemas), storageScenario };
  }

  /** Writes content without asking who: what a server has before its first client comes. */
  load(operations: readonly CreateOperation[]): void {
    const writer = new Writer(this.store, { now: wireDate(Date.now()), strict: true });
    for (const sent of operations) {
      const operation = parseOperation(this.store.schema, sent);
      if (operation.action === "create") writer.create(operation.type, operation.data);
    }
    writer.finish();
  }

  /** The answers by the same index, as JSON. @throws ApiError after taking back what the batch had written. */
  answer(request: ApiRequest): string {
    this.log.notePost();
    const { credentials, serverUrl } = request;
    const caller = authenticate(this.store, credentials.username, credentials.apiKey);
    const known = { username: credentials.username ?? "", apiKey: credentials.apiKey ?? "" };
    const reader = { store: this.store, files: fileAddresses(serverUrl, known) };
    if (!Array.isArray(request.operations)) {
      throw new ApiError("ValidationError", "The body must be a list of operations");
    }
    const sent: readonly unknown[] = request.operations;
    return `[${this.store.transaction(() => this.answerBatch(sent, caller, reader, request)).join()}]`;
  }

  private answerBatch(sent: readonly unknown[], caller: Row, reader: Reader, request: ApiRequest): readonly string[] {
    const writer = new Writer(this.store, { caller, now: wireDate(Date.now()), strict: request.strict });
    const answers: string[] = [];
    let group: Pending[] = [];
    let hasRead = false;
    const encodeGroup = () => {
      const encoder = new Encoder(reader, request.denormalized);
      for (const { note } of group) note(encoder);
      answers.push(...group.map(({ encode }) => encode(encoder)));
      group = [];
      hasRead = false;
    };
    for (const each of sent) {
      const operation = parseOperation(this.store.schema, each);
      this.log.noteOperation(operation.action, "expression" in operation ? operation.expression : undefined);
      const writes = isWrite(operation);
      // What was read before a write is answered as it was then.
      if (writes && hasRead) encodeGroup();
      group.push(this.perform(operation, writer, caller, reader));
      hasRead ||= !writes;
    }
    writer.finish();
    encodeGroup();
    return answers;
  }

  private perform(operation: Operation, writer: Writer, caller: Row, reader: Reader): Pending {
    switch (operation.action) {
      case "query": {
        const answer = this.compiler.compile(operation.expression)(startRun(reader));
        return pendingQuery("query", answer);
      }
      case "search": {
        const answer = this.compiler.compile(operation.expression)(startRun(reader));
        return pendingQuery("search", search(answer, operation, reader));
      }
      case "create": {
        const row = writer.create(operation.type, operation.data);
        // The client knows the entity by the type that it asked for, such as Component for a FileComponent.
        return pendingWrite("create", row, () => writer.echo(row), operation.type.name);
      }
      case "update": {
        const row = writer.update(operation.type, operation.key, operation.data);
        return pendingWrite("update", row, () => writer.echo(row), undefined);
      }
      case "delete":
        writer.remove(operation.type, operation.key);
        return plain({ action: "delete", data: true });
      case "query_schemas":
        return plain(this.schemas);
      case "query_server_information":
        return plain(serverInformation(caller, this.facts, operation.values));
    }
  }
}

function isWrite({ action }: Operation): boolean {
  return action === "create" || action === "update" || action === "delete";
}

function plain(body: unknown): Pending {
  return { note: () => undefined, encode: () => JSON.stringify(body) };
}

function pendingQuery(action: string, { found, projection, nextOffset }: QueryAnswer): Pending {
  const metadata = { next: { offset: nextOffset } };
  if (found.kind === "groups") return plain({ action, data: found.rows, metadata });
  return {
    note: (encoder) => {
      for (const row of found.rows) encoder.note(row, projection);
    },
    encode: (encoder) => {
      // Row by row: thousands of entities at once would keep the garbage collector busy.
      const data = found.rows.map((row) => JSON.stringify(encoder.encode(row, projection)));
      return `{"action":${JSON.stringify(action)},"data":[${data.join()}],"metadata":${JSON.stringify(metadata)}}`;
    },
  };
}

function pendingWrite(action: string, row: Row, echo: () => Projection, typeName: string | undefined): Pending {
  let projection: Projection | undefined;
  const told = () => {
    projection ??= echo();
    return projection;
  };
  return {
    note: (encoder) => encoder.note(row, told()),
    encode: (encoder) => JSON.stringify({ action, data: encoder.encode(row, told(), typeName) }),
  };
}
