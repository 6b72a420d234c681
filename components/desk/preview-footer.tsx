"use client";

import { Upload } from "lucide-react";
import { useState } from "react";
import { previewMessages as words } from "#components/messages/preview-messages";
import { Button } from "#components/ui/button";
import { ClientConsent } from "./client-consent.tsx";
import { PreviewConsents } from "./preview-consents.tsx";
import { type OpenPreview, uploadHindrance } from "./preview-state.ts";
import type { PreviewFlow } from "./use-preview.ts";

interface PreviewFooterProps {
  flow: PreviewFlow;
  state: OpenPreview;
  onClose: () => void;
}

/** Consents, what stands in the way, and Upload; always in view. */
export function PreviewFooter({ flow, state, onClose }: PreviewFooterProps) {
  const [ticked, setTicked] = useState<string | null>(null);
  const plan = state.preview?.plan ?? null;
  const client = state.wish.uploadType === "client";
  const planned = uploadHindrance(state);
  const confirmed = !client || (plan !== null && ticked === plan.digest);
  const hindrance = planned ?? (confirmed ? null : words.client.tickFirst);
  return (
    <div data-type={state.wish.uploadType} className="flex w-full flex-wrap items-center justify-end gap-2">
      {plan ? (
        <PreviewConsents
          plan={plan}
          consents={state.consents}
          disabled={state.phase === "submitting"}
          onConsent={flow.consent}
        />
      ) : null}
      {client && plan && plan.totals.runs > 0 ? (
        <ClientConsent
          plan={plan}
          checked={confirmed}
          disabled={planned !== null}
          onChange={(checked) => setTicked(checked ? plan.digest : null)}
        />
      ) : null}
      <p role="status" className="mr-auto min-w-0 text-muted">
        {hindrance}
      </p>
      {flow.work ? (
        <Button size="lg" busy={flow.work.cancelling} onClick={flow.stop}>
          {flow.work.kind === "submit" ? words.cancelUpload : words.cancelPreview}
        </Button>
      ) : (
        <Button size="lg" onClick={onClose} disabled={state.phase === "submitting"}>
          {words.cancel}
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
        {client ? words.client.upload : words.upload}
      </Button>
    </div>
  );
}
