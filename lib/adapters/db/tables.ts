import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { Person } from "#lib/domain/actor";
import type { Answer } from "#lib/domain/answer";
import type { AuditEvent, AuditKind } from "#lib/domain/audit";
import type { PresetId, ProjectId, UploadId, WorkId } from "#lib/domain/ids";
import type { WorkKind, WorkProgress } from "#lib/domain/long-work";
import type { ItemVerdict } from "#lib/domain/plan";
import type { PreferenceName } from "#lib/domain/preferences";
import type { ItemState, LinkFinding, StepState, UploadCheck, UploadStep, Withdrawal } from "#lib/domain/upload";
import type { UploadType } from "#lib/domain/upload-type";
import type { PackedLinks } from "./packed-links.ts";

type Moment = ColumnType<Date, Date | undefined, Date>;

/** The program's own tables; the queue keeps its own in a schema of its own. */
export interface Tables {
  uploads: UploadsTable;
  upload_steps: UploadStepsTable;
  upload_items: UploadItemsTable;
  upload_item_links: UploadItemLinksTable;
  delivered_links: DeliveredLinksTable;
  audit_events: AuditEventsTable;
  accounts: AccountsTable;
  sign_in_tries: SignInTriesTable;
  leases: LeasesTable;
  upload_claims: UploadClaimsTable;
  upload_withdrawals: UploadWithdrawalsTable;
  upload_checks: UploadChecksTable;
  previews: PreviewsTable;
  preferences: PreferencesTable;
  presets: PresetsTable;
}

export interface UploadsTable {
  id: UploadId;
  submitted_at: Moment;
  finished_at: Date | null;
  actor_username: string;
  actor_name: string;
  actor_email: string;
  address: string | null;
  project_id: ProjectId;
  project_name: string;
  upload_type: UploadType;
  destination: string;
  comment: string;
  consent_replace: boolean;
  consent_warnings: boolean;
  digest: string;
  configuration_hash: string;
  supervisors: JSONColumnType<Person[]>;
  message_id: string;
  links_planned: number;
  links_done: Generated<number>;
  links_underway: JSONColumnType<Record<string, number>, string | undefined>;
  cancelled_at: Date | null;
  cancelled_by: JSONColumnType<Person> | null;
  round: Generated<number>;
  waits_for: UploadId | null;
}

interface UploadStepsTable {
  upload_id: UploadId;
  step: UploadStep;
  state: Generated<StepState>;
  attempts: Generated<number>;
  error: string | null;
  at: Date | null;
}

export interface UploadItemsTable {
  upload_id: UploadId;
  position: number;
  component_id: string;
  version_id: string;
  version_name: string;
  task_id: string | null;
  department: string;
  sequence: string;
  shot: string;
  asset_name: string;
  extension: string;
  camera: string | null;
  frames: string;
  version_status: string;
  task_status: string;
  source_path: string | null;
  target_path: string | null;
  folder: string | null;
  link_count: number;
  /** int8: the driver gives it as text. */
  bytes: string;
  verdict: ItemVerdict;
  warnings: JSONColumnType<string[]>;
  state: ItemState;
  reason: string | null;
  note_id: string | null;
}

interface UploadItemLinksTable {
  upload_id: UploadId;
  position: number;
  links: JSONColumnType<PackedLinks>;
}

/** What an upload made in one folder, newest row last. A name whose text is null was withdrawn there. */
interface DeliveredLinksTable {
  id: Generated<string>;
  upload_id: UploadId;
  folder: string;
  links: JSONColumnType<Record<string, string | null>>;
  at: Moment;
}

export interface AuditEventsTable {
  id: Generated<string>;
  at: Moment;
  kind: AuditKind;
  actor_username: string | null;
  actor_name: string | null;
  actor_email: string | null;
  address: string | null;
  subject_type: AuditEvent["subject"]["type"];
  subject_id: string;
  subject_label: string;
  details: JSONColumnType<Record<string, unknown>>;
}

interface AccountsTable {
  username: string;
  name: string;
  email: string;
  groups: JSONColumnType<string[]>;
  disabled: boolean;
  remembered_at: Date;
}

interface SignInTriesTable {
  key: string;
  at: Date;
}

interface LeasesTable {
  name: string;
  holder: string;
  /** int8: the driver gives it as text. Rises each time the lease passes on from a holder that fell silent. */
  fence: string;
  expires_at: Date;
}

interface UploadClaimsTable {
  key: string;
  upload_id: UploadId;
  at: Moment;
}

export interface UploadWithdrawalsTable {
  upload_id: UploadId;
  asked_by: JSONColumnType<Person>;
  asked_at: Moment;
  reason: string;
  state: Generated<Withdrawal["state"]>;
  attempts: Generated<number>;
  error: string | null;
  links_removed: Generated<number>;
  folders_removed: JSONColumnType<string[], string | undefined>;
  left_alone: JSONColumnType<{ path: string; reason: string }[], string | undefined>;
  ftrack_told: Generated<boolean>;
  report_sent: Generated<boolean>;
  at: Moment;
}

export interface UploadChecksTable {
  id: Generated<string>;
  upload_id: UploadId;
  at: Moment;
  asked_by: JSONColumnType<Person> | null;
  links: number;
  counts: JSONColumnType<UploadCheck["counts"]>;
  findings: JSONColumnType<LinkFinding[]>;
}

/** Previews, and submissions too, that take longer than an answer may. */
interface PreviewsTable {
  id: WorkId;
  username: string;
  started_at: Moment;
  /** Of the server that works on it: silence means that it is gone. */
  seen_at: Moment;
  progress: JSONColumnType<WorkProgress>;
  outcome: JSONColumnType<Answer<unknown>> | null;
  kind: WorkKind;
  cancelled: Generated<boolean>;
}

interface PreferencesTable {
  username: string;
  name: PreferenceName;
  value: JSONColumnType<Record<string, unknown>>;
  changed_at: Moment;
}

export interface PresetsTable {
  id: PresetId;
  project_id: ProjectId;
  owner_username: string;
  owner_name: string;
  name: string;
  shared: boolean;
  address: string;
  changed_at: Moment;
}
