import { expect, test } from "vitest";
import { cast } from "#sandbox/studio/cast";
import { reportText } from "./report-text.ts";
import { fullMessageOf } from "./test-report.ts";

const fullMessage = fullMessageOf(cast.artist, [cast.compositingSupervisor]);

test("reads as a short letter, labels in one column, further lines of a comment below its first", () => {
  expect(reportText(fullMessage.report)).toBe(`CLIENT UPLOAD
1 of 2 items was linked; 1 failed.

When:         22 Nov 2026, 18:04:29 UTC
Who:          Mira Okafor (mira.okafor, mira.okafor@lumenworks.example)
Upload type:  Client
Project:      NXP
Destination:  /mnt/prj/NXP/00_ftp/to_client/2026-11-22
Comment:      First pass for the client.
              Grain is not final <yet>.

Please note
- ftrack is pending: it has not answered for 10 minutes.

Linked 1 · Failed 1

1. sh0010_compout_v003: Linked
   Source:          /mnt/prj/NXP/seq010/sh0010/comp/compout/v003/left/NXP_seq010_sh0010_compout_v003_left.%04d.exr
   Destination:     /mnt/prj/NXP/00_ftp/to_client/2026-11-22/NXP_seq010_sh0010_compout_v003_left
   Version status:  Internal Approved
   Task status:     Pending client answer
   Frames:          1001-1100
   Warning:         Frames 1101-1102 are beyond the known range.

2. sh0020_compout_v001: Failed: no space left on the volume
   Source:          /mnt/prj/NXP/seq010/sh0020/comp/compout/v001/NXP_seq010_sh0020_compout_v001.mov
   Destination:     /mnt/prj/NXP/00_ftp/to_client/2026-11-22/NXP_seq010_sh0020_compout_v001.mov
   Version status:  Ready for the client
   Task status:     Approved by everybody

The other 12 items are in the attached CSV and on the upload's page.

Follow this upload: http://localhost:3000/uploads/5b3d6a0e-4c1e-4a39-9d0e-6f2f3f1f7a10
`);
});

test("says where a path is missing", () => {
  const [item] = fullMessage.report.items;
  if (!item) throw new Error("The report of the tests has items.");
  const items = [{ ...item, sourcePath: "", destinationPath: "", status: "Left out: no files" }];
  const text = reportText({ ...fullMessage.report, items, remarks: [], comment: "", itemsLeftOut: 0 });
  expect(text).toContain("Source:          none: ftrack names no place");
  expect(text).toContain("Destination:     none: no link was planned");
  expect(text).not.toMatch(/Comment|Please note|CSV/);
});
