import { counted, listedFew, quoted, verb } from "./sentences.ts";
import type { ItemState, Upload, UploadItem, UploadLink, Withdrawal } from "./upload.ts";
import { zonedTime } from "./zoned-time.ts";

/** Why an upload can't be withdrawn as it stands, in a sentence; null where it can. */
export function withdrawalProblem(
  { steps, counts, withdrawal, cancelled }: Pick<Upload, "steps" | "counts" | "withdrawal" | "cancelled">,
  timeZone: string,
): string | null {
  switch (withdrawal?.state) {
    case "waiting":
    case "running":
      return `${withdrawal.by.name} has asked to withdraw this upload already. Its links are being removed.`;
    case "done":
      return `${withdrawal.by.name} has withdrawn this upload already, on ${zonedTime(withdrawal.askedAt, timeZone)}.`;
    case "failed":
    case undefined:
  }
  if (steps.links.state === "waiting" || steps.links.state === "running") {
    return cancelled === null
      ? "This upload still links. Cancel it first, then withdraw what it has linked."
      : "This upload has been cancelled, and ends what it had begun. Withdraw it when that is over.";
  }
  if (counts.linked === 0 && withdrawal === null) return "This upload made no links, so there is nothing to withdraw.";
  return null;
}

/** What became of one link that an upload made, when the upload was withdrawn. */
export type LinkFate = { fate: "removed" | "gone" } | { fate: "left"; reason: string };

/**
 * What is to be recorded of a linked item when its upload is withdrawn: withdrawn as soon as one of its links is gone;
 * linked still where all of them were left. `fates` by name; a link without one is somebody else's and does not count.
 */
export function withdrawnItem(
  links: readonly Pick<UploadLink, "name" | "verdict" | "replaces">[],
  fates: ReadonlyMap<string, LinkFate>,
): { state: Extract<ItemState, "linked" | "withdrawn">; reason: string | null } {
  const known = links.flatMap((link) => {
    const fate = fates.get(link.name);
    return fate === undefined ? [] : [{ link, fate }];
  });
  const left = known.flatMap(({ link, fate }) =>
    fate.fate === "left" ? [{ name: link.name, reason: fate.reason }] : [],
  );
  const gone = known.filter(({ fate }) => fate.fate === "gone").length;
  const replaced = known.flatMap(({ link, fate }) => (fate.fate === "left" ? [] : (link.replaces ?? [])));
  const sentences = [
    ...(left.length === 0 ? [] : [leftSentence(left, known.length)]),
    ...(gone === 0 ? [] : [`${counted(gone, "link")} ${verb(gone, "was", "were")} gone already.`]),
    ...replacedSentence(replaced),
  ];
  const state = known.length > 0 && left.length === known.length ? "linked" : "withdrawn";
  return { state, reason: sentences.length === 0 ? null : sentences.join(" ") };
}

function leftSentence(left: readonly { name: string; reason: string }[], all: number): string {
  const names = listedFew(left.map(({ name }) => quoted(name)));
  const many = left.length === all ? `All ${counted(all, "link")}` : `${left.length} of ${counted(all, "link")}`;
  const reasons = [...new Set(left.map(({ reason }) => reason))];
  const others = reasons.length > 1 ? ` And ${counted(reasons.length - 1, "other reason")}.` : "";
  return `${all === 1 ? "The link" : many} ${verb(left.length, "was", "were")} left (${names}): ${reasons[0] ?? ""}${others}`;
}

function replacedSentence(replaced: readonly string[]): string[] {
  const [first] = replaced;
  if (first === undefined) return [];
  const many = counted(replaced.length, "link");
  return [
    `${many} that this upload had replaced ${verb(replaced.length, "was", "were")} not brought back: the older upload led to ${quoted(first)}${replaced.length > 1 ? " and the like" : ""}.`,
  ];
}

const namedPerReason = 20;

/** Links that were left in one folder, named one by one as long as they are few, else summed up by reason. */
export function leftAloneIn(
  folder: string,
  left: readonly { name: string; reason: string }[],
): Withdrawal["leftAlone"] {
  return [...Map.groupBy(left, ({ reason }) => reason)].flatMap(([reason, alike]) => {
    const named = alike.slice(0, namedPerReason).map(({ name }) => ({ path: `${folder}/${name}`, reason }));
    const more = alike.length - named.length;
    return more === 0 ? named : [...named, { path: folder, reason: `${counted(more, "more link")}: ${reason}` }];
  });
}

type NotedUpload = Pick<Upload, "id" | "uploadType" | "submittedAt" | "actor"> & { withdrawal: Withdrawal };

/** The text of the note on one version whose links were withdrawn, in plain words. `author` as for the note of an upload. */
export function withdrawalNote({
  upload,
  items,
  author,
  link,
  timeZone,
}: {
  upload: NotedUpload;
  items: readonly Pick<UploadItem, "targetPath" | "state" | "reason">[];
  author: "person" | "api-user";
  /** Address of the upload's page. */
  link: string;
  /** IANA zone. */
  timeZone: string;
}): string {
  const { by, reason } = upload.withdrawal;
  const name = author === "person" ? by.name : `${by.name} (${by.username}), who has no ftrack user of that name`;
  return [
    `Withdrawn by ${name} because: ${reason}`,
    `This was the ${upload.uploadType} upload by ${upload.actor.name} of ${zonedTime(upload.submittedAt, timeZone)}.`,
    ...items.map(({ targetPath, reason: why }) => `${targetPath ?? ""}${why === null ? "" : ` (${why})`}`),
    link,
  ].join("\n");
}

/** Metadata that says of a version which upload of it was withdrawn last. */
export function withdrawalMetadata({ id, withdrawal }: NotedUpload): Record<string, string> {
  return {
    compout_withdrawn_upload_id: id,
    compout_withdrawn_at: withdrawal.askedAt,
    compout_withdrawn_by: withdrawal.by.username,
    compout_withdrawn_reason: withdrawal.reason,
  };
}
