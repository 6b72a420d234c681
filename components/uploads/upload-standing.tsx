import { Ban, Hourglass, RefreshCw, Undo2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { uploadMessages } from "#components/messages/upload-messages";
import { cn } from "#components/ui/class-names";
import { RelativeTime } from "#components/ui/relative-time";
import { Sentence } from "#components/ui/sentence";
import { quoted } from "#lib/domain/sentences";
import type { Upload } from "#lib/domain/upload";
import { WithdrawalState } from "./withdrawal-state.tsx";

const words = uploadMessages.standing;

/** What keeps an upload from going on, and what people did to it since it was submitted. Nothing where it just runs. */
export function UploadStanding({ upload }: { upload: Upload }) {
  const { waitsFor, withdrawal, cancelled, steps, round } = upload;
  const waits = waitsFor !== null && steps.links.state === "waiting" && cancelled === null;
  if (!waits && withdrawal === null && cancelled === null && round === 0) return null;
  return (
    <div className="flex flex-col divide-y divide-line border-b border-line">
      {waits ? (
        <Line icon={<Hourglass className="text-warn" />}>
          <WaitsFor upload={upload} />
        </Line>
      ) : null}
      {cancelled ? (
        <Line icon={<Ban className="text-warn" />}>
          <Cancelled upload={upload} cancelled={cancelled} />
        </Line>
      ) : null}
      {round > 0 ? <Line icon={<RefreshCw className="text-muted" />}>{words.retried(round)}</Line> : null}
      {withdrawal ? (
        <Line icon={<Undo2 className={withdrawal.state === "failed" ? "text-bad" : "text-warn"} />}>
          <WithdrawalState withdrawal={withdrawal} />
        </Line>
      ) : null}
    </div>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex gap-2.5 px-3 py-2.5">
      <span aria-hidden="true" className={cn("mt-0.5 shrink-0 [&_svg]:size-4")}>
        {icon}
      </span>
      <div className="min-w-0 wrap-anywhere">{children}</div>
    </div>
  );
}

/** The step's own sentence names the other upload by its id, which stands behind the link here. */
function WaitsFor({ upload: { waitsFor, steps } }: { upload: Upload }) {
  const said = steps.links.error ?? words.waits;
  return (
    <>
      <Sentence text={said.replace(`: ${quoted(waitsFor ?? "")}`, "")} /> {words.goesOn}{" "}
      <Link
        href={`/uploads/${waitsFor}`}
        prefetch={false}
        className="text-link underline underline-offset-2 hover:no-underline"
      >
        {words.seeOther}
      </Link>
    </>
  );
}

function Cancelled({ upload, cancelled }: { upload: Upload; cancelled: NonNullable<Upload["cancelled"]> }) {
  const { counts, steps } = upload;
  const linking = steps.links.state === "waiting" || steps.links.state === "running";
  const linked = counts.linked + counts.unchanged + counts.withdrawn;
  return (
    <>
      {words.cancelledBy} <strong className="font-semibold">{cancelled.by.name}</strong>,{" "}
      <RelativeTime at={cancelled.at} />.{" "}
      {linking
        ? words.stopping
        : counts.cancelled === 0
          ? words.nothingStopped
          : words.stopped(counts.cancelled, linked)}
    </>
  );
}
