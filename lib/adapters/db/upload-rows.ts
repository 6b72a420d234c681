import { type Kysely, type Selectable, sql } from "kysely";
import {
  countsOf,
  type ItemState,
  type StepRecord,
  type Upload,
  type UploadCheck,
  type UploadItem,
  type UploadStep,
  type Withdrawal,
} from "#lib/domain/upload";
import type { Tables, UploadChecksTable, UploadItemsTable, UploadsTable, UploadWithdrawalsTable } from "./tables.ts";

type StepsOfRow = Record<UploadStep, Omit<StepRecord, "at"> & { at: string | null }>;
type CountsOfRow = Partial<Record<ItemState, number>>;
/** Moments inside a JSON value arrive as text. */
type WithdrawalOfRow = Omit<Selectable<UploadWithdrawalsTable>, "asked_at" | "at"> & { asked_at: string; at: string };
type CheckOfRow = Omit<Selectable<UploadChecksTable>, "at"> & { at: string };
type UploadRow = Selectable<UploadsTable> & {
  steps: StepsOfRow;
  counts: CountsOfRow;
  withdrawal: WithdrawalOfRow | null;
  check: CheckOfRow | null;
  as_of: string;
};

/** How many transactions were over for this statement: what is committed later is seen under a greater number only. */
const asOf = sql<string>`(
  pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    - (select count(*) from pg_snapshot_xip(pg_current_snapshot())))`;

/** Uploads with their steps and counts: one statement, however many rows. */
export function selectUploads(db: Kysely<Tables>) {
  return db
    .selectFrom("uploads")
    .selectAll("uploads")
    .select([
      sql<StepsOfRow>`(
        select jsonb_object_agg(s.step, jsonb_build_object(
          'state', s.state, 'attempts', s.attempts, 'error', s.error, 'at', s.at))
        from upload_steps s where s.upload_id = uploads.id)`.as("steps"),
      sql<CountsOfRow>`coalesce((
        select jsonb_object_agg(c.state, c.items)
        from (select i.state, count(*) as items from upload_items i
          where i.upload_id = uploads.id group by i.state) c), '{}')`.as("counts"),
      sql<WithdrawalOfRow | null>`(
        select to_jsonb(w) from upload_withdrawals w where w.upload_id = uploads.id)`.as("withdrawal"),
      sql<CheckOfRow | null>`(
        select to_jsonb(c) from upload_checks c where c.upload_id = uploads.id order by c.id desc limit 1)`.as("check"),
      asOf.as("as_of"),
    ]);
}

export function uploadOf(row: UploadRow): Upload {
  return {
    id: row.id,
    submittedAt: row.submitted_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    actor: { username: row.actor_username, name: row.actor_name, email: row.actor_email },
    address: row.address,
    project: { id: row.project_id, name: row.project_name },
    uploadType: row.upload_type,
    destination: row.destination,
    comment: row.comment,
    consents: { replace: row.consent_replace, warnings: row.consent_warnings },
    digest: row.digest,
    configurationHash: row.configuration_hash,
    supervisors: row.supervisors,
    messageId: row.message_id,
    steps: { links: stepOf(row.steps.links), ftrack: stepOf(row.steps.ftrack), report: stepOf(row.steps.report) },
    counts: countsOf(row.counts),
    linksPlanned: row.links_planned,
    linksDone: row.links_done,
    underway: row.links_underway,
    cancelled:
      row.cancelled_at === null || row.cancelled_by === null
        ? null
        : { by: row.cancelled_by, at: row.cancelled_at.toISOString() },
    withdrawal: row.withdrawal === null ? null : withdrawalOf(row.withdrawal),
    check: row.check === null ? null : checkOf(row.check),
    round: row.round,
    waitsFor: row.waits_for,
    asOf: Number(row.as_of),
  };
}

function withdrawalOf(row: WithdrawalOfRow): Withdrawal {
  return {
    by: row.asked_by,
    askedAt: new Date(row.asked_at).toISOString(),
    reason: row.reason,
    state: row.state,
    attempts: row.attempts,
    error: row.error,
    linksRemoved: row.links_removed,
    foldersRemoved: row.folders_removed,
    leftAlone: row.left_alone,
    ftrackTold: row.ftrack_told,
    reportSent: row.report_sent,
    at: new Date(row.at).toISOString(),
  };
}

function checkOf({ at, asked_by, links, counts, findings }: CheckOfRow): UploadCheck {
  return { at: new Date(at).toISOString(), by: asked_by, links, counts, findings };
}

function stepOf({ state, attempts, error, at }: StepsOfRow[UploadStep]): StepRecord {
  return { state, attempts, error, at: at === null ? null : new Date(at).toISOString() };
}

export function itemOf(row: Selectable<UploadItemsTable>): UploadItem {
  return {
    position: row.position,
    componentId: row.component_id,
    versionId: row.version_id,
    versionName: row.version_name,
    taskId: row.task_id,
    department: row.department,
    sequence: row.sequence,
    shot: row.shot,
    assetName: row.asset_name,
    extension: row.extension,
    camera: row.camera,
    frames: row.frames,
    versionStatus: row.version_status,
    taskStatus: row.task_status,
    sourcePath: row.source_path,
    targetPath: row.target_path,
    folder: row.folder,
    linkCount: row.link_count,
    bytes: Number(row.bytes),
    verdict: row.verdict,
    warnings: row.warnings,
    state: row.state,
    reason: row.reason,
    noteId: row.note_id,
  };
}
