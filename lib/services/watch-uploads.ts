import type { Person } from "#lib/domain/actor";
import { AppError, sentenceOf } from "#lib/domain/errors";
import type { UploadId } from "#lib/domain/ids";
import { uploadLink } from "#lib/domain/make-report";
import { momentOf } from "#lib/domain/night";
import { listed } from "#lib/domain/sentences";
import { makeWatchReport, newFindings, type WatchNews } from "#lib/domain/watch-report";
import type { Lease, StepOutcome } from "#lib/services/ports/store";
import { appErrorOf } from "./app-error.ts";
import { checkLinks } from "./check-links.ts";
import type { SystemContext } from "./context.ts";
import { sha256 } from "./plan-upload.ts";
import { underLease } from "./under-lease.ts";
import { uploadEvent } from "./upload-event.ts";

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The nightly look at past uploads, one after the other, and one mail to each group of people about what is new to them.
 * A repeat of the same night goes on where it stopped, and tells nobody twice. An upload whose storage does not answer is
 * left for the next night. Throws AppError mail-failed where a later try may help.
 */
export function watchUploads(
  context: SystemContext,
  { night, signal }: { night: string; signal?: AbortSignal },
): Promise<StepOutcome> {
  return underLease(context, "watch", async (lease) => {
    const { watch, report } = context.configuration;
    if (watch.days === 0) return "over";
    const before = momentOf(night, watch.at, report.timeZone);
    const submittedSince = new Date(before.getTime() - watch.days * dayMs);
    const stop = AbortSignal.any([lease.lost, ...(signal === undefined ? [] : [signal])]);
    let after: UploadId | null = null;
    for (;;) {
      stop.throwIfAborted();
      const id: UploadId | null = await context.store.checks.nextToWatch({ submittedSince, before, after });
      if (id === null) break;
      await lookAt(context, lease, id, stop);
      after = id;
    }
    if (watch.mail) await tellNews(context, lease, night, before);
    return "over";
  });
}

async function lookAt(context: SystemContext, lease: Lease, id: UploadId, signal: AbortSignal): Promise<void> {
  const { store, now, log } = context;
  const upload = await store.uploads.get(id);
  if (upload === null) return;
  try {
    const found = await checkLinks(context, upload, signal);
    const check = { at: now().toISOString(), by: null, ...found };
    await store.transaction((records) => records.checks.add(id, check), { lease });
  } catch (error) {
    if (appErrorOf(error)?.code !== "storage-failed") throw error;
    log.warn({ uploadId: id, error: sentenceOf(error) }, "an upload could not be watched tonight");
  }
}

async function tellNews(context: SystemContext, lease: Lease, night: string, before: Date): Promise<void> {
  const { store, appUrl } = context;
  const all: WatchNews[] = [];
  for (const { uploadId, now, earlier } of await store.checks.watchedSince(before)) {
    const { isNew, findings } = newFindings(now, earlier);
    const upload = isNew ? await store.uploads.get(uploadId) : null;
    if (upload === null || upload.counts.linked === 0) continue;
    all.push({ upload, check: now, findings, link: uploadLink(appUrl, uploadId) });
  }
  for (const { people, news } of groupsOf(all)) await tellGroup(context, lease, night, people, news);
}

interface NewsGroup {
  people: Person[];
  news: WatchNews[];
}

/** People with the very same news get one message together. */
function groupsOf(all: readonly WatchNews[]): NewsGroup[] {
  const byAddress = new Map<string, { person: Person; news: WatchNews[] }>();
  for (const news of all) {
    const concerned = [...news.upload.supervisors, news.upload.actor].filter(({ email }) => email !== "");
    for (const [address, person] of new Map(concerned.map((one) => [one.email.toLowerCase(), one]))) {
      const known = byAddress.get(address);
      if (known === undefined) byAddress.set(address, { person, news: [news] });
      else known.news.push(news);
    }
  }
  const alike = Map.groupBy(byAddress.values(), ({ news }) => news.map(({ upload }) => upload.id).join(" "));
  return [...alike.values()].map((group) => ({
    people: group.map(({ person }) => person),
    news: group[0]?.news ?? [],
  }));
}

async function tellGroup(
  context: SystemContext,
  lease: Lease,
  night: string,
  people: readonly Person[],
  news: readonly WatchNews[],
): Promise<void> {
  const { store, configuration, appUrl } = context;
  const [first] = news;
  if (first === undefined) return;
  const addresses = people.map(({ email }) => email.toLowerCase()).sort();
  const mark = sha256(`watch ${night} ${addresses.join(" ")}`).slice(0, 32);
  const messageId = `<watch.${night}.${mark}@${new URL(appUrl).hostname}>`;
  const told = await toldBefore(context, first.upload.id, messageId);
  const to = people.filter(({ email }) => !told.has(email.toLowerCase()));
  if (to.length === 0) return;
  const report = makeWatchReport(news, { at: context.now(), timeZone: configuration.report.timeZone, appUrl });
  await lease.check();
  const answer = await context.mail
    .send({ to, replyTo: nobody, messageId, report, csv: null })
    .catch((error: unknown) => {
      const expected = appErrorOf(error);
      if (expected?.code !== "mail-refused") throw error;
      return { rejected: to.map(({ email }) => email), deferred: [] };
    });
  const deferred = new Set(answer.deferred.map((email) => email.toLowerCase()));
  const reached = to.map(({ email }) => email.toLowerCase()).filter((email) => !deferred.has(email));
  await store.transaction(
    async (records) => {
      for (const { upload, check } of news) {
        const details = { night, messageId, to: reached, rejected: answer.rejected, counts: check.counts };
        await records.audit.append({ ...uploadEvent(upload, "watch-reported", details), actor: null });
      }
    },
    { lease },
  );
  if (deferred.size > 0) {
    const names = listed([...deferred]);
    throw new AppError("mail-failed", `The mail server puts ${names} off for now. It will be tried again.`);
  }
}

/** Addresses that an earlier try of this message reached, by the audit. */
async function toldBefore(
  { store }: Pick<SystemContext, "store">,
  id: UploadId,
  messageId: string,
): Promise<ReadonlySet<unknown>> {
  const filter = { kinds: ["watch-reported"] as const, subjectId: id };
  const { events } = await store.audit.list(filter, { offset: 0, limit: 200 });
  const sent = events.filter(({ details }) => details.messageId === messageId);
  return new Set(sent.flatMap(({ details }) => (Array.isArray(details.to) ? details.to : [])));
}

/** An answer to this message has nobody to go to. */
const nobody: Person = { username: "", name: "", email: "" };
