import { randomUUID } from "node:crypto";
import { projectIdSchema, type UploadId, uploadIdSchema } from "#lib/domain/ids";
import type { UploadItem, UploadLink } from "#lib/domain/upload";
import type { NewUpload } from "#lib/services/ports/upload-records";

const projectId = projectIdSchema.parse("11111111-2222-4333-8444-555555555555");

export function newId(): UploadId {
  return uploadIdSchema.parse(randomUUID());
}

export function upload(change: Partial<NewUpload["upload"]> = {}): NewUpload["upload"] {
  const id = change.id ?? newId();
  return {
    id,
    actor: { username: "ivo", name: "Ivo Grant", email: "ivo@studio.example" },
    address: "192.0.2.7",
    project: { id: projectId, name: "NXP" },
    uploadType: "internal",
    destination: "/mnt/prj/NXP/00_ftp/20261122_comp",
    comment: "For Monday's review",
    consents: { replace: false, warnings: true },
    digest: "0123456789abcdef".repeat(4),
    configurationHash: "f".repeat(64),
    supervisors: [{ username: "sup", name: "Sam Upton", email: "sup@studio.example" }],
    messageId: `<${id}@compout.example>`,
    linksPlanned: 3,
    ...change,
  };
}

export function item(position: number, change: Partial<UploadItem> = {}): UploadItem {
  return {
    position,
    componentId: randomUUID(),
    versionId: randomUUID(),
    versionName: `sh${String(position + 1).padStart(4, "0")}_compout_v003`,
    taskId: randomUUID(),
    department: "Compositing",
    sequence: "seq010",
    shot: "sh0010",
    assetName: "compout",
    extension: "exr",
    camera: "left",
    frames: "1001-1003",
    versionStatus: "Ready to review",
    taskStatus: "Pending Internal review",
    sourcePath: "/mnt/prj/NXP/seq010/sh0010/comp/v003/left/sh0010_v003_left.%04d.exr",
    targetPath: "/mnt/prj/NXP/00_ftp/20261122_comp/sh0010_v003_left/sh0010_v003_left.%04d.exr",
    folder: "/mnt/prj/NXP/00_ftp/20261122_comp/sh0010_v003_left",
    linkCount: 3,
    bytes: 5_000_000_000,
    verdict: "new",
    warnings: ["Frame 1002 is small."],
    state: "waiting",
    reason: null,
    noteId: null,
    ...change,
  };
}

export function link(name: string, change: Partial<UploadLink> = {}): UploadLink {
  return {
    name,
    source: `/mnt/prj/NXP/seq010/sh0010/comp/v003/left/${name}`,
    text: `../../../seq010/sh0010/comp/v003/left/${name}`,
    verdict: "new",
    replaces: null,
    size: 4096,
    mtimeNs: "1763834669123456789",
    ...change,
  };
}
