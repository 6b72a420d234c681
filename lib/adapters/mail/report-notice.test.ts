import { expect, test } from "vitest";
import type { Notice } from "#lib/domain/report";
import { reportHtml } from "./report-html.ts";
import { reportText } from "./report-text.ts";

const notice: Notice = {
  kind: "notice",
  subject: "[NXP] Client upload withdrawn: 1 version by Daniel Osei",
  heading: "Client upload withdrawn",
  colour: "Client",
  outcome: "23 links were removed; some things were left, with the reasons below.",
  facts: [
    { label: "Because", value: "Wrong plate <really>", isPath: false },
    { label: "Destination", value: "/mnt/prj/NXP/00_ftp/to_client", isPath: true },
  ],
  remarks: ["Left: /mnt/prj/NXP/00_ftp/to_client/notes.txt. It is not empty."],
  counts: [{ label: "Withdrawn", count: 1 }],
  items: [
    {
      name: "sh0010_compout_v003",
      status: "Withdrawn: 1 of 24 links was left",
      tone: "warn",
      facts: [{ label: "Destination", value: "/mnt/prj/NXP/00_ftp/to_client/a.%04d.exr", isPath: true }],
    },
  ],
  more: "3 more items in the attached CSV.",
  link: { label: "See this upload", href: "http://localhost:3000/uploads/1" },
  answersTo: "Daniel Osei",
};

test("a notice reads as a report does", () => {
  expect(reportText(notice)).toBe(`CLIENT UPLOAD WITHDRAWN
23 links were removed; some things were left, with the reasons below.

Because:      Wrong plate <really>
Destination:  /mnt/prj/NXP/00_ftp/to_client

Please note
- Left: /mnt/prj/NXP/00_ftp/to_client/notes.txt. It is not empty.

Withdrawn 1

1. sh0010_compout_v003: Withdrawn: 1 of 24 links was left
   Destination:  /mnt/prj/NXP/00_ftp/to_client/a.%04d.exr

3 more items in the attached CSV.

See this upload: http://localhost:3000/uploads/1
`);
});

test("the page has the same, escaped, and says whom an answer reaches, if anybody", async () => {
  const page = await reportHtml(notice);
  for (const part of [
    "Wrong plate &lt;really&gt;",
    "23 links",
    "notes.txt",
    "1 of 24",
    "See this upload",
    "3 more items",
  ]) {
    expect(page).toContain(part);
  }
  expect(page).toContain("Your answer goes to Daniel Osei.");
  const silent = await reportHtml({ ...notice, colour: "Watch", answersTo: null, more: "", remarks: [] });
  expect(silent).not.toContain("Your answer");
});
