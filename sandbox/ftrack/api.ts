import type { ActionContext } from "./actions/action.ts";
import { performAction } from "./actions/actions.ts";
import { type Credentials, fileAddresses } from "./addresses.ts";
import { ApiError } from "./api-error.ts";
import { type SignedIn, signIn } from "./auth.ts";
import type { CallLog } from "./call-log.ts";
import { ComponentFiles } from "./component-files.ts";
import { wireDate } from "./dates.ts";
import { Encoder } from "./encoder.ts";
import type { ClientTokens, UpdateTeller } from "./events/update-teller.ts";
import type { CreateOperation } from "./operation.ts";
import { Outbox } from "./outbox.ts";
import { type Operation, parseOperation } from "./parse-operation.ts";
import { Permissions } from "./permissions.ts";
import { type QueryAnswer, QueryCompiler } from "./query/compile.ts";
import type { Projection } from "./query/projection.ts";
import { startRun } from "./query/run.ts";
import type { Reader } from "./read/reader.ts";
import type { EntityType } from "./schema/model.ts";
import { schemaHash, wireSchemas } from "./schema/wire.ts";
import { searchTest } from "./search.ts";
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
  /** What the client calls itself and its request; subscribers of events are told. */
  readonly tokens?: ClientTokens;
};

/** An answer that still has to be encoded, once all of its group are known; `encode` gives JSON. */
type Pending = { readonly note: (encoder: Encoder) => void; readonly encode: (encoder: Encoder) => string };

/** Answers batches of operations: all of a batch is done, or nothing of it. */
export class Api {
  readonly store: Store;
  readonly outbox = new Outbox();
  private readonly log: CallLog;
  private readonly files: ComponentFiles;
  private readonly followComponents = () => this.files.followComponents();
  private readonly compiler: QueryCompiler;
  private readonly schemas: ReturnType<typeof wireSchemas>;
  private readonly facts: { readonly schemaHash: string; readonly storageScenario: unknown };
  /** Told of every batch that was done. */
  updates: UpdateTeller | undefined;

  constructor(store: Store, log: CallLog, storageScenario: unknown, files = new ComponentFiles(store)) {
    this.store = store;
    this.files = files;
    this.log = log;
    this.compiler = new QueryCompiler(store.schema);
    this.schemas = wireSchemas(store.schema);
    this.facts = { schemaHash: schemaHash(this.schemas), storageScenario };
  }

  /** Writes content without asking who: what a server has before its first client comes. */
  load(operations: Iterable<CreateOperation>): void {
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
    const signedIn = signIn(this.store, credentials.username, credentials.apiKey);
    const known = { username: credentials.username ?? "", apiKey: credentials.apiKey ?? "" };
    const reader = { store: this.store, files: fileAddresses(serverUrl, known) };
    if (!Array.isArray(request.operations)) {
      throw new ApiError("ValidationError", "The body must be a list of operations");
    }
    const sent: readonly unknown[] = request.operations;
    const afterwards = new Set<() => void>();
    const answers = this.whole(signedIn, request, () => this.answerBatch(sent, signedIn, reader, request, afterwards));
    for (const step of afterwards) step();
    // Put together without join, which would copy large answers once more.
    const [first = "", ...others] = answers;
    return `[${others.reduce((all, answer) => `${all},${answer}`, first)}]`;
  }

  /** Does *work* as a whole, and tells what it changed. */
  private whole<T>({ caller }: SignedIn, { tokens }: ApiRequest, work: () => T): T {
    const changes = this.updates?.isWanted === true ? [] : undefined;
    const done = this.store.transaction(work, changes);
    if (changes !== undefined) this.updates?.tell(changes, caller, tokens);
    return done;
  }

  /** Writes on behalf of somebody whose request has been answered. */
  private writeLater(signedIn: SignedIn, request: ApiRequest, work: (writer: Writer) => void): void {
    this.whole(signedIn, request, () => {
      const writer = new Writer(this.store, { caller: signedIn.caller, now: wireDate(Date.now()), strict: true });
      work(writer);
      writer.finish();
    });
    this.followComponents();
  }

  private answerBatch(
    sent: readonly unknown[],
    signedIn: SignedIn,
    reader: Reader,
    request: ApiRequest,
    afterwards: Set<() => void>,
  ): readonly string[] {
    const { caller } = signedIn;
    const permissions = new Permissions(this.store, signedIn);
    const writer = new Writer(this.store, { caller, permissions, now: wireDate(Date.now()), strict: request.strict });
    const context: ActionContext = {
      caller,
      writer,
      reader,
      files: this.files,
      outbox: this.outbox,
      serverUrl: request.serverUrl,
      afterwards: (step) => afterwards.add(step),
      writeLater: (work) => this.writeLater(signedIn, request, work),
    };
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
      const { name } = operation.action === "other" ? operation : { name: operation.action };
      this.log.noteOperation(name, "expression" in operation ? operation.expression : undefined);
      const writes = isWrite(operation);
      // What was read before a write is answered as it was then.
      if (writes && hasRead) encodeGroup();
      group.push(this.perform(operation, context));
      hasRead ||= !writes;
    }
    writer.finish();
    encodeGroup();
    return answers;
  }

  private perform(operation: Operation, context: ActionContext): Pending {
    const { caller, writer, reader } = context;
    switch (operation.action) {
      case "query": {
        const answer = this.compiler.compile(operation.expression)(startRun(reader));
        return pendingQuery("query", answer);
      }
      case "search": {
        const answer = this.compiler.compile(operation.expression)(startRun(reader), searchTest(operation));
        return pendingQuery("search", answer);
      }
      case "create": {
        const row = writer.create(operation.type, operation.data);
        context.afterwards(this.followComponents);
        writer.permissions?.check("create", row);
        // The client knows the entity by the type that it asked for, such as Component for a FileComponent.
        return pendingWrite("create", row, () => writer.echo(row, operation.data), operation.type.name);
      }
      case "update": {
        checkKnown("change", writer, operation);
        const row = writer.update(operation.type, operation.key, operation.data);
        writer.permissions?.check("change", row);
        return pendingWrite("update", row, () => writer.echo(row, operation.data), undefined);
      }
      case "delete":
        checkKnown("delete", writer, operation);
        writer.remove(operation.type, operation.key);
        context.afterwards(this.followComponents);
        return plain({ action: "delete", data: true });
      case "query_schemas":
        return plain(this.schemas);
      case "query_server_information":
        return plain(serverInformation(caller, this.facts, operation.values));
      case "other":
        return plain(performAction(operation.name, operation.sent, context));
    }
  }
}

function isWrite({ action }: Operation): boolean {
  return action === "create" || action === "update" || action === "delete" || action === "other";
}

/** Before anything is done: who may not touch an entity as it is can't move it to where they may. */
function checkKnown(act: "change" | "delete", writer: Writer, { type, key }: { type: EntityType; key: string }): void {
  const row = writer.store.get(type, key);
  if (row !== undefined) writer.permissions?.check(act, row);
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
      const data = encoder.encodeList(found.rows, projection);
      return `{"action":${JSON.stringify(action)},"data":${data},"metadata":${JSON.stringify(metadata)}}`;
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
    encode: (encoder) => `{"action":${JSON.stringify(action)},"data":${encoder.encode(row, told(), typeName)}}`,
  };
}
