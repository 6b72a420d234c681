"use client";

import { Upload } from "lucide-react";
import { Button } from "#components/ui/button";
import { PreviewConsents } from "./preview-consents.tsx";
import { type OpenPreview, uploadHindrance } from "./preview-state.ts";
import type { PreviewFlow } from "./use-preview.ts";

/** Consents, what stands in the way, and Upload; always in view. */
export function PreviewFooter({
  flow,
  state,
  onClose,
}: {
  flow: PreviewFlow;
  state: OpenPreview;
  onClose: () => void;
}) {
  const hindrance = uploadHindrance(state);
  const client = state.wish.uploadType === "client";
  const runs = state.preview?.plan.totals.runs ?? 0;
  return (
    <div data-type={state.wish.uploadType} className="flex w-full flex-wrap items-center justify-end gap-2">
      {state.preview ? (
        <PreviewConsents
          plan={state.preview.plan}
          consents={state.consents}
          disabled={state.phase === "submitting"}
          onConsent={flow.consent}
        />
      ) : null}
      <p role="status" className="mr-auto min-w-0 text-muted">
        {hindrance ??
          (client ? <ClientWarning runs={runs} destination={state.preview?.plan.destination ?? ""} /> : null)}
      </p>
      {flow.work ? (
        <Button size="lg" busy={flow.work.cancelling} onClick={flow.stop}>
          {flow.work.kind === "submit" ? "Cancel the upload" : "Cancel the preview"}
        </Button>
      ) : (
        <Button size="lg" onClick={onClose} disabled={state.phase === "submitting"}>
          Cancel
        </Button>
      )}
      <Button
        size="lg"
        variant="typed"
        busy={state.phase === "submitting" || state.phase === "submitted"}
        disabled={hindrance !== null}
        onClick={flow.submit}
      >
        <Upload aria-hidden="true" />
        {client ? "Upload to client" : "Upload"}
      </Button>
    </div>
  );
}

function ClientWarning({ runs, destination }: { runs: number; destination: string }) {
  return (
    <span className="text-ink wrap-anywhere">
      <strong className="font-bold text-type">CLIENT</strong> —{" "}
      {runs === 1 ? "this version goes" : `these ${runs.toLocaleString()} versions go`} to the client's folder{" "}
      <code className="font-mono text-xs">{destination}</code>
    </span>
  );
}
