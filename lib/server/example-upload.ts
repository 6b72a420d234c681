import { projectIdSchema, type UploadId } from "#lib/domain/ids";
import { countsOf, type StepRecord, type Upload, type UploadItem } from "#lib/domain/upload";

/** For tests: an upload whose links step runs. */
export function exampleUpload(id: UploadId): Upload {
  const step: StepRecord = { state: "waiting", attempts: 0, error: null, at: null };
  return {
    id,
    submittedAt: "2026-11-22T18:04:29.000Z",
    finishedAt: null,
    actor: { username: "mira.okafor", name: "Mira Okafor", email: "mira.okafor@lumenworks.example" },
    address: "192.0.2.7",
    project: { id: projectIdSchema.parse("5f0c1b1e-0000-4000-8000-00000000000a"), name: "NXP" },
    uploadType: "internal",
    destination: "/mnt/prj/NXP/00_ftp/monday",
    comment: "",
    consents: { replace: false, warnings: false },
    digest: "0".repeat(64),
    configurationHash: "0".repeat(64),
    supervisors: [],
    messageId: `<${id}@compout.example>`,
    steps: { links: { ...step, state: "running", attempts: 1 }, ftrack: step, report: step },
    counts: countsOf({ waiting: 3 }),
    linksPlanned: 30,
    linksDone: 0,
    underway: {},
    cancelled: null,
    withdrawal: null,
    check: null,
    round: 0,
    waitsFor: null,
    asOf: 0,
  };
}

/** For tests: one waiting sequence of ten frames. */
export function exampleItem(position: number): UploadItem {
  const shot = `sh00${position + 1}0`;
  const folder = `/mnt/prj/NXP/00_ftp/monday/NXP_${shot}_compout_v003`;
  return {
    position,
    componentId: `5f0c1b1e-0000-4000-8000-0000000001${position}0`,
    versionId: `5f0c1b1e-0000-4000-8000-0000000002${position}0`,
    versionName: `${shot}_compout_v003`,
    taskId: `5f0c1b1e-0000-4000-8000-0000000003${position}0`,
    department: "Compositing",
    sequence: "seq010",
    shot,
    assetName: "compout",
    extension: "exr",
    camera: null,
    frames: "1001-1010",
    versionStatus: "Ready to review",
    taskStatus: "Pending Internal review",
    sourcePath: `/mnt/prj/NXP/seq010/${shot}/NXP_${shot}_compout_v003.%04d.exr`,
    targetPath: `${folder}/NXP_${shot}_compout_v003.%04d.exr`,
    folder,
    linkCount: 10,
    bytes: 10_240,
    verdict: "new",
    warnings: [],
    state: "waiting",
    reason: null,
    noteId: null,
  };
}
