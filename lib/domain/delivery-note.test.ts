import { expect, test } from "vitest";
import { metadataOf, noteContent } from "./delivery-note.ts";
import { sampleItem, sampleUpload } from "./domain-samples.ts";
import { countsOf } from "./upload.ts";

const appUrl = "https://compout.example";
const link = `${appUrl}/uploads/6f1c2d3e-0000-4000-8000-000000000001`;
const left = sampleItem({ targetPath: "/mnt/prj/NXP/00_ftp/day1/a_left/a_left.%04d.exr" });
const movie = sampleItem({ targetPath: "/mnt/prj/NXP/00_ftp/day1/a.mov", camera: null, frames: "" });

test("the note says type, by whom, destination, frames and where to look", () => {
  expect(
    noteContent({ upload: sampleUpload({ uploadType: "client" }), items: [left, movie], appUrl, author: "artist" }),
  ).toBe(
    [
      "Client upload by Mira Okafor.",
      "/mnt/prj/NXP/00_ftp/day1/a_left/a_left.%04d.exr (left, frames 1001-1024)",
      "/mnt/prj/NXP/00_ftp/day1/a.mov",
      link,
    ].join("\n"),
  );
});

test("a note by the API user names the artist and says why it is not theirs", () => {
  const [first] = noteContent({ upload: sampleUpload(), items: [left], appUrl, author: "api-user" }).split("\n");
  expect(first).toBe("Internal upload by Mira Okafor (mira.okafor), who has no ftrack user of that name.");
});

test("the artist's comment is part of the note", () => {
  expect(
    noteContent({ upload: sampleUpload({ comment: " for Monday\n" }), items: [left], appUrl, author: "artist" }),
  ).toContain("\nComment: for Monday\n");
});

test("the note of an upload that was cancelled half-way says by whom", () => {
  const cancelled = {
    by: { username: "daniel.osei", name: "Daniel Osei", email: "daniel.osei@lumenworks.example" },
    at: "2026-11-22T18:10:00Z",
  };
  const contentOf = (counts: Parameters<typeof countsOf>[0]) =>
    noteContent({
      upload: sampleUpload({ cancelled, counts: countsOf(counts) }),
      items: [left],
      appUrl,
      author: "artist",
    });
  expect(contentOf({ linked: 1, cancelled: 3 })).toContain(
    "\nDaniel Osei cancelled the upload before all of it was linked.\n",
  );
  expect(contentOf({ linked: 4 })).not.toContain("cancelled");
});

test("metadata is texts that tell the last upload", () => {
  expect(metadataOf({ upload: sampleUpload(), items: [left, movie], appUrl })).toEqual({
    compout_upload_id: "6f1c2d3e-0000-4000-8000-000000000001",
    compout_upload_type: "internal",
    compout_upload_at: "2026-11-22T18:04:29Z",
    compout_upload_by: "mira.okafor",
    compout_upload_destination: "/mnt/prj/NXP/00_ftp/day1",
    compout_upload_paths: "/mnt/prj/NXP/00_ftp/day1/a_left/a_left.%04d.exr\n/mnt/prj/NXP/00_ftp/day1/a.mov",
    compout_upload_link: link,
  });
});
