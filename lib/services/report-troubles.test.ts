import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import { item, upload as newUpload } from "#lib/adapters/db/upload-fixture";
import type { UploadId } from "#lib/domain/ids";
import { createTestContainer, type TestContainer } from "#lib/server/test-container";
import { type Mail, startMail } from "#sandbox/mail/server";
import { cast } from "#sandbox/studio/cast";
import { sendReport } from "./send-report.ts";

const { compositingSupervisor, lightingSupervisor } = cast;
const both = [compositingSupervisor.email, lightingSupervisor.email];
const configuration = `
roles: { artist: [artists] }
storage:
  roots: [{ path: /mnt/prj }]
  sources: [/mnt/prj]
  deliveries: [{ path: "/mnt/prj/{project}" }]
`;

let folder: string;
let mail: Mail;
let program: TestContainer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "compout-report-"));
  writeFileSync(join(folder, "compout.yaml"), configuration);
  mail = await startMail();
  program = await createTestContainer({
    DATABASE_URL: inject("postgresUrl"),
    NEXTAUTH_URL: "https://compout.example",
    NEXTAUTH_SECRET: "a-secret-of-more-than-32-characters!",
    FTRACK_SERVER: "http://127.0.0.1:9",
    FTRACK_API_USER: "nobody",
    FTRACK_API_KEY: "no-key-at-all",
    LDAP_URL: "ldaps://127.0.0.1:9",
    LDAP_BIND_DN: "cn=nobody",
    LDAP_BIND_PASSWORD: "nothing",
    LDAP_BASE_DN: "dc=example",
    SMTP_URL: mail.smtpUrl,
    MAIL_FROM: "compout@lumenworks.example",
    COMPOUT_CONFIG: join(folder, "compout.yaml"),
  });
});
afterAll(async () => {
  await program.stop();
  await mail.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => mail.behave(null));

/** An upload whose links are made and whose notes are written: only its report is still to go out. */
async function linked(): Promise<UploadId> {
  const { uploads } = program.store;
  const upload = newUpload({ supervisors: [compositingSupervisor, lightingSupervisor] });
  await uploads.insert({ upload, items: [item(0, { state: "linked" })], links: new Map() });
  for (const step of ["links", "ftrack"] as const) await uploads.setStep(upload.id, step, { state: "done" });
  return upload.id;
}

const send = (uploadId: UploadId) => sendReport(program.system(), { uploadId });

async function outcome(id: UploadId) {
  const upload = await program.store.uploads.get(id);
  const { events } = await program.store.audit.list({ subjectId: id }, { offset: 0, limit: 50 });
  const arrived = mail.messages().filter(({ messageId }) => messageId === upload?.messageId);
  const reports = events
    .filter(({ kind }) => kind.startsWith("report-"))
    .map(({ kind, details }) => ({ kind, details }));
  return {
    report: upload?.steps.report,
    finished: upload?.finishedAt != null,
    arrived: arrived.map(({ to }) => to),
    reports,
  };
}

it("one supervisor is put off: the other has the report at once, and each gets it once", async () => {
  const id = await linked();
  mail.behave({ putOffRecipients: [lightingSupervisor.email] });
  await expect(send(id)).rejects.toMatchObject({
    code: "mail-failed",
    message: expect.stringContaining(`puts ${lightingSupervisor.email} off for now; the others have the report`),
  });
  await expect(send(id)).rejects.toMatchObject({ code: "mail-failed" });
  expect(await outcome(id)).toMatchObject({ finished: false, arrived: [[compositingSupervisor.email]] });
  mail.behave(null);
  await send(id);
  await send(id);
  expect(await outcome(id)).toMatchObject({
    finished: true,
    report: { state: "done", error: null },
    arrived: [[compositingSupervisor.email], [lightingSupervisor.email]],
  });
});

it("who was put off is unknown in the end: the record names the one without the report", async () => {
  const id = await linked();
  mail.behave({ putOffRecipients: [lightingSupervisor.email] });
  await expect(send(id)).rejects.toMatchObject({ code: "mail-failed" });
  mail.behave({ putOffRecipients: [], refuseRecipients: [lightingSupervisor.email] });
  await send(id);
  expect(await outcome(id)).toMatchObject({
    finished: true,
    report: {
      state: "done",
      error: `The mail server refused ${lightingSupervisor.email}; the others have the report.`,
    },
    reports: [
      { kind: "report-sent", details: { to: [lightingSupervisor.email], rejected: [lightingSupervisor.email] } },
      { kind: "report-sent", details: { to: both, rejected: [], deferred: [lightingSupervisor.email] } },
    ],
  });
});

it("greylisting: the second try reaches everybody, with one message", async () => {
  const id = await linked();
  mail.behave({ greylist: true });
  await expect(send(id)).rejects.toMatchObject({ code: "mail-failed" });
  await send(id);
  expect(await outcome(id)).toMatchObject({ report: { state: "done", error: null }, arrived: [both] });
});

it("a refusal for good is not tried again, and the record says why", async () => {
  const id = await linked();
  mail.behave({ maxBytes: 100 });
  await send(id);
  mail.behave(null);
  await send(id);
  const { report, finished, arrived, reports } = await outcome(id);
  expect(report).toMatchObject({ state: "failed", error: expect.stringContaining("552 The message is too large") });
  expect({ finished, arrived }).toEqual({ finished: true, arrived: [] });
  expect(reports).toMatchObject([{ kind: "report-failed" }]);
});
