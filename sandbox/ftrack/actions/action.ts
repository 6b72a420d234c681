import type { ComponentFiles } from "#sandbox/ftrack/component-files";
import type { JsonRecord } from "#sandbox/ftrack/json";
import type { Outbox } from "#sandbox/ftrack/outbox";
import type { Reader } from "#sandbox/ftrack/read/reader";
import type { Row } from "#sandbox/ftrack/store/row";
import type { Writer } from "#sandbox/ftrack/write/writer";

/** What an action may work with, beyond what the client sent. */
export type ActionContext = {
  readonly caller: Row;
  readonly writer: Writer;
  readonly reader: Reader;
  readonly files: ComponentFiles;
  readonly outbox: Outbox;
  /** Address of this server, as the client knows it. */
  readonly serverUrl: string;
  /** Does something once the batch is done; never if it fails. */
  readonly afterwards: (step: () => void) => void;
  /** Writes as the caller after the batch, as a whole. */
  readonly writeLater: (work: (writer: Writer) => void) => void;
};

/** What an action answers. @throws ApiError */
export type Action = (sent: JsonRecord, context: ActionContext) => JsonRecord;
