import { promises as fs } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import pg from "pg";
import {
  chooseFacet,
  chooseProject,
  confirmUpload,
  demo,
  ftpFolder,
  preview,
  previewDialog,
  queryFtrack,
  reportOf,
  row,
  show,
  signIn,
} from "./studio.ts";

interface Note {
  content: string;
  author: { username: string };
}

interface Job {
  who: "artists" | "coordinators";
  type: "Internal" | "Client";
  sequence: string;
  shot: string;
  rows: string[];
  statuses: { version: string; task: string };
  destination: string;
  comment: string;
}

const jobs: Job[] = [
  {
    who: "artists",
    type: "Internal",
    sequence: "seq010",
    shot: "sh0010",
    rows: ["sh0010_compout_v003 left", "sh0010_compout_v003 right", "sh0010_compout_v003 main"],
    statuses: { version: "Ready to review", task: "Pending Internal review" },
    destination: "e2e_internal/dailies",
    comment: "Grain matched to the plate",
  },
  {
    who: "coordinators",
    type: "Client",
    sequence: "seq020",
    shot: "sh0010",
    rows: ["sh0010_compout_v003 left"],
    statuses: { version: "Internal Approved", task: "Internal Approved" },
    destination: "e2e_client",
    comment: "For the director",
  },
];

/** The upload's page, once everything is done; gives the upload's id. */
async function waitTillDone(page: Page): Promise<string> {
  await page.waitForURL(/\/uploads\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("main").getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  return page.url().split("/").at(-1) ?? "";
}

async function auditOf(uploadId: string) {
  const client = new pg.Client({ connectionString: demo().database });
  await client.connect();
  try {
    const { rows } = await client.query<{ kind: string; username: string | null }>(
      "select kind, actor_username as username from audit_events where subject_id = $1 order by id",
      [uploadId],
    );
    return rows;
  } finally {
    await client.end();
  }
}

for (const job of jobs) {
  test(`${job.type.toLowerCase()} upload, from sign-in to links, note, report and audit`, async ({ page, request }) => {
    const user = await signIn(page, job.who);
    await chooseProject(page, "NXP", job.type);
    await chooseFacet(page, "Sequence", [job.sequence]);
    await chooseFacet(page, "Shot", [job.shot]);
    await chooseFacet(page, "Asset name", ["compout"]);
    await show(page);
    for (const label of job.rows) await row(page, label).check();
    await page.getByLabel(/^Comment/).fill(job.comment);
    const destination = `${ftpFolder("NXP")}/${job.destination}`;
    await preview(page, destination);
    const dialog = previewDialog(page);
    await expect(dialog.getByText(job.type, { exact: true }).first()).toBeVisible();
    await confirmUpload(page);
    const uploadId = await waitTillDone(page);

    // The links, as they are on disk.
    const stem = `NXP_${job.sequence}_${job.shot}_compout_v003_left`;
    const folder = `${destination}/${stem}`;
    const names = (await fs.readdir(folder)).sort();
    expect(names.length).toBeGreaterThanOrEqual(8);
    for (const name of names) {
      expect((await fs.lstat(`${folder}/${name}`)).isSymbolicLink()).toBe(true);
      const text = await fs.readlink(`${folder}/${name}`);
      expect(text.startsWith("../")).toBe(true);
      const source = await fs.realpath(`${folder}/${name}`);
      expect(source).toContain(`/NXP/${job.sequence}/${job.shot}/comp/compout/v003/left/${name}`);
      expect((await fs.stat(source)).size).toBeGreaterThan(0);
    }
    expect((await fs.readdir(`${destination}`)).some((name) => name.includes("staging"))).toBe(false);

    // ftrack's note, in the artist's name, once per version.
    const [version] = await queryFtrack<{ id: string; metadata: { key: string; value: string }[] }>(
      `select id, metadata.key, metadata.value from AssetVersion where version is 3 and asset.name is "compout" and asset.parent.name is "${job.shot}" and asset.parent.parent.name is "${job.sequence}"`,
    );
    const notes = await queryFtrack<Note>(
      `select content, author.username from Note where parent_id is "${version?.id}"`,
    );
    const ours = notes.filter((note) => note.content.includes(uploadId));
    expect(ours).toHaveLength(1);
    expect(ours[0]?.author.username).toBe(user.username);
    expect(ours[0]?.content).toContain(job.destination);
    expect(version?.metadata.some(({ value }) => value.includes(uploadId))).toBe(true);

    // The report, with everything that the original description lists.
    const report = await reportOf(request, uploadId);
    expect(report.to.length).toBeGreaterThanOrEqual(3);
    expect(report.replyTo).toContain(user.email);
    for (const body of [report.text, report.html]) {
      expect(body).toMatch(/\d{1,2} \w{3} \d{4}.*\d{2}:\d{2}.*UTC/);
      expect(body).toContain(job.type);
      expect(body).toContain(user.name);
      expect(body).toContain(job.comment);
      expect(body).toContain("sh0010_compout_v003");
      expect(body).toContain("Linked");
      expect(body).toContain(job.statuses.version);
      expect(body).toContain(job.statuses.task);
    }
    expect(report.text).toContain(`/NXP/${job.sequence}/${job.shot}/comp/compout/v003/left/${stem}.%04d.exr`);
    expect(report.text).toContain(`${folder}/${stem}.%04d.exr`);

    // The audit names the artist.
    const audit = await auditOf(uploadId);
    expect(audit.map(({ kind }) => kind)).toEqual([
      "upload-submitted",
      "links-made",
      "ftrack-told",
      "report-sent",
      "upload-finished",
    ]);
    expect(new Set(audit.map(({ username }) => username))).toEqual(new Set([user.username]));
  });
}

test("the same again is unchanged, and what is not ours is never touched", async ({ page }) => {
  await signIn(page, "artists");
  await chooseProject(page, "NXP", "Internal");
  await show(page);
  const destination = `${ftpFolder("NXP")}/e2e_again`;
  await row(page, "sh0010_compout_v003 left").check();
  await preview(page, destination);
  await confirmUpload(page);
  await waitTillDone(page);
  const folder = `${destination}/NXP_seq010_sh0010_compout_v003_left`;
  const [first = ""] = (await fs.readdir(folder)).sort();

  await page.goBack();
  await show(page);
  await row(page, "sh0010_compout_v003 left").check();
  await preview(page, destination);
  await expect(previewDialog(page).getByText("Unchanged").first()).toBeVisible();
  await expect(previewDialog(page).getByRole("button", { name: /^Upload/ })).toBeDisabled();
  await page.keyboard.press("Escape");

  // A stranger's file in the way blocks, and stays.
  await fs.rm(`${folder}/${first}`);
  await fs.writeFile(`${folder}/${first}`, "not ours");
  await preview(page, destination);
  await expect(previewDialog(page).getByText("Blocked").first()).toBeVisible();
  expect(await fs.readFile(`${folder}/${first}`, "utf8")).toBe("not ours");
});
