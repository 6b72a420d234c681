import type { Person } from "#lib/domain/actor";
import type { Report, ReportMessage } from "#lib/domain/report";

type UploadReport = ReportMessage & { report: Report };

/** A report with every field filled. */
export const fullMessageOf = (artist: Person, supervisors: readonly Person[]): UploadReport => ({
  to: supervisors,
  replyTo: artist,
  messageId: "<5b3d6a0e-4c1e-4a39-9d0e-6f2f3f1f7a10@compout.lumenworks.example>",
  report: {
    subject: "[NXP] Client upload: 2 versions by Mira Okafor (1 failed)",
    heading: "Client upload",
    outcome: "1 of 2 items was linked; 1 failed.",
    at: "22 Nov 2026, 18:04:29 UTC",
    actor: artist,
    uploadType: "Client",
    project: "NXP",
    destination: "/mnt/prj/NXP/00_ftp/to_client/2026-11-22",
    comment: "First pass for the client.\nGrain is not final <yet>.",
    link: "http://localhost:3000/uploads/5b3d6a0e-4c1e-4a39-9d0e-6f2f3f1f7a10",
    remarks: ["ftrack is pending: it has not answered for 10 minutes."],
    counts: [
      { label: "Linked", count: 1 },
      { label: "Failed", count: 1 },
    ],
    items: [
      {
        versionName: "sh0010_compout_v003",
        sourcePath: "/mnt/prj/NXP/seq010/sh0010/comp/compout/v003/left/NXP_seq010_sh0010_compout_v003_left.%04d.exr",
        destinationPath: "/mnt/prj/NXP/00_ftp/to_client/2026-11-22/NXP_seq010_sh0010_compout_v003_left",
        status: "Linked",
        versionStatus: "Internal Approved",
        taskStatus: "Pending client answer",
        frames: "1001-1100",
        warnings: ["Frames 1101-1102 are beyond the known range."],
      },
      {
        versionName: "sh0020_compout_v001",
        sourcePath: "/mnt/prj/NXP/seq010/sh0020/comp/compout/v001/NXP_seq010_sh0020_compout_v001.mov",
        destinationPath: "/mnt/prj/NXP/00_ftp/to_client/2026-11-22/NXP_seq010_sh0020_compout_v001.mov",
        status: "Failed: no space left on the volume",
        versionStatus: "Ready for the client",
        taskStatus: "Approved by everybody",
        frames: "",
        warnings: [],
      },
    ],
    itemsLeftOut: 12,
  },
  csv: { filename: "NXP_client_2026-11-22.csv", content: "version,status\nsh0010_compout_v003,Linked\n" },
});

/** Every text of the report that a reader must find, whatever the form. */
export function textsOf({ report }: UploadReport): string[] {
  const { actor, items } = report;
  return [
    report.outcome,
    report.at,
    actor.name,
    actor.username,
    actor.email,
    report.uploadType,
    report.project,
    report.destination,
    ...report.comment.split("\n"),
    ...report.remarks,
    report.link,
    ...report.counts.map(({ label, count }) => `${label} ${count}`),
    ...items.flatMap(({ warnings, ...texts }) => [...Object.values(texts), ...warnings]),
    `${report.itemsLeftOut} items`,
  ];
}
