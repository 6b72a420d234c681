"use client";

import { useId } from "react";
import { Checkbox } from "#components/ui/checkbox";
import type { Preview } from "#lib/domain/desk";
import type { Consents } from "#lib/domain/plan";
import { counted } from "#lib/domain/sentences";
import { replaceCount } from "./plan-order.ts";

interface PreviewConsentsProps {
  plan: Preview["plan"];
  consents: Consents;
  disabled: boolean;
  onConsent: (change: Partial<Consents>) => void;
}

/** What only the artist can decide. Each change makes another plan, which is asked for at once. */
export function PreviewConsents({ plan, consents, disabled, onConsent }: PreviewConsentsProps) {
  const id = useId();
  const replaced = replaceCount(plan.items);
  const { warnings } = plan.totals;
  if (replaced === 0 && warnings === 0) return null;
  return (
    <fieldset className="w-full rounded-md border border-warn/40 bg-warn-soft px-3 py-1.5">
      <legend className="sr-only">Consents</legend>
      {replaced > 0 ? (
        <Consent
          id={`${id}-replace`}
          checked={consents.replace}
          disabled={disabled}
          onChange={(replace) => onConsent({ replace })}
        >
          Replace the links that earlier uploads made for {counted(replaced, "version")}
        </Consent>
      ) : null}
      {warnings > 0 ? (
        <Consent
          id={`${id}-warnings`}
          checked={consents.warnings}
          disabled={disabled}
          onChange={(read) => onConsent({ warnings: read })}
        >
          {warnings === 1 ? "I have read the warning" : `I have read the ${counted(warnings, "warning")}`}
        </Consent>
      ) : null}
    </fieldset>
  );
}

interface ConsentProps {
  id: string;
  checked: boolean;
  disabled: boolean;
  onChange: (checked: boolean) => void;
  children: React.ReactNode;
}

function Consent({ id, checked, disabled, onChange, children }: ConsentProps) {
  return (
    <label htmlFor={id} className="flex min-h-6 items-center gap-2">
      <Checkbox id={id} checked={checked} disabled={disabled} onChange={({ target }) => onChange(target.checked)} />
      <span>{children}</span>
    </label>
  );
}
