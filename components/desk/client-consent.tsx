"use client";

import { useId } from "react";
import { previewMessages } from "#components/messages/preview-messages";
import { Checkbox } from "#components/ui/checkbox";
import type { Preview } from "#lib/domain/desk";

const words = previewMessages.client;

interface ClientConsentProps {
  plan: Preview["plan"];
  checked: boolean;
  disabled: boolean;
  onChange: (checked: boolean) => void;
}

/**
 * The deliberate act before something goes to a client: a tick beside project and destination, then a button elsewhere.
 * It is quick, and as it falls with every other plan nobody ticks what they have not seen.
 */
export function ClientConsent({ plan, checked, disabled, onChange }: ClientConsentProps) {
  const id = useId();
  const { runs } = plan.totals;
  return (
    <label
      htmlFor={id}
      className="flex w-full items-start gap-2 rounded-md border border-type/50 bg-type-soft px-3 py-2 text-ink"
    >
      <Checkbox
        id={id}
        checked={checked}
        disabled={disabled}
        onChange={({ target }) => onChange(target.checked)}
        className="mt-0.75"
      />
      <span className="min-w-0 wrap-anywhere">
        {words.these(runs)}
        <strong className="font-semibold">{plan.project.name}</strong>{" "}
        <strong className="font-semibold text-type">{words.go(runs)}</strong>
        {words.into}
        <code className="font-mono text-xs">{plan.destination}</code>
      </span>
    </label>
  );
}
