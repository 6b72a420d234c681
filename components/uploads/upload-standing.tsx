import { Ban, Hourglass, RefreshCw, Undo2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "#components/ui/class-names";
import { RelativeTime } from "#components/ui/relative-time";
import { Sentence } from "#components/ui/sentence";
import { counted, quoted, verb } from "#lib/domain/sentences";
import type { Upload } from "#lib/domain/upload";
import { WithdrawalState } from "./withdrawal-state.tsx";

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
      {round > 0 ? (
        <Line icon={<RefreshCw className="text-muted" />}>
          What failed was tried again by hand{round > 1 ? ` ${counted(round, "time")}` : ""}.
        </Line>
      ) : null}
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
  const said = steps.links.error ?? "Waits for another upload to the same place.";
  return (
    <>
      <Sentence text={said.replace(`: ${quoted(waitsFor ?? "")}`, "")} /> It goes on by itself when that one has made
      its links.{" "}
      <Link
        href={`/uploads/${waitsFor}`}
        prefetch={false}
        className="text-link underline underline-offset-2 hover:no-underline"
      >
        See that upload
      </Link>
    </>
  );
}

function Cancelled({ upload, cancelled }: { upload: Upload; cancelled: NonNullable<Upload["cancelled"]> }) {
  const { counts, steps } = upload;
  const linking = steps.links.state === "waiting" || steps.links.state === "running";
  const linked = counts.linked + counts.unchanged + counts.withdrawn;
  const before = linked === 0 ? "nothing" : counted(linked, "version");
  return (
    <>
      Cancelled by <strong className="font-semibold">{cancelled.by.name}</strong>, <RelativeTime at={cancelled.at} />.{" "}
      {linking
        ? "The folder that is under way is made whole or taken back; no further one is begun."
        : counts.cancelled === 0
          ? "Nothing was left to stop by then."
          : `${counted(counts.cancelled, "version")} ${verb(counts.cancelled, "was", "were")} not linked; ${before} had been linked by then.`}
    </>
  );
}
