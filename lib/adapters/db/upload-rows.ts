import { type Kysely, type Selectable, sql } from "kysely";
import type { ItemState, StepRecord, Upload, UploadItem, UploadStep } from "#lib/domain/upload";
import type { Tables, UploadItemsTable, UploadsTable } from "./tables.ts";

type StepsOfRow = Record<UploadStep, Omit<StepRecord, "at"> & { at: string | null }>;
type CountsOfRow = Partial<Record<ItemState, number>>;
type UploadRow = Selectable<UploadsTable> & { steps: StepsOfRow; counts: CountsOfRow };

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
    counts: { waiting: 0, linked: 0, unchanged: 0, failed: 0, "left-out": 0, ...row.counts },
    linksPlanned: row.links_planned,
    linksDone: row.links_done,
  };
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
