"use client";

import { useId } from "react";
import { previewMessages } from "#components/messages/preview-messages";
import { Checkbox } from "#components/ui/checkbox";
import { Sentence } from "#components/ui/sentence";
import type { Preview } from "#lib/domain/desk";
import type { Consents } from "#lib/domain/plan";
import { replaceCount } from "./plan-order.ts";
import { type WarningCount, warningCounts } from "./plan-parts.ts";

const words = previewMessages.consents;

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
      <legend className="sr-only">{words.label}</legend>
      {replaced > 0 ? (
        <Consent
          id={`${id}-replace`}
          checked={consents.replace}
          disabled={disabled}
          onChange={(replace) => onConsent({ replace })}
        >
          {words.replace(replaced)}
        </Consent>
      ) : null}
      {warnings > 0 ? (
        <>
          <Consent
            id={`${id}-warnings`}
            checked={consents.warnings}
            disabled={disabled}
            describedBy={`${id}-sentences`}
            onChange={(read) => onConsent({ warnings: read })}
          >
            {words.warnings(warnings)}
          </Consent>
          <WarningSentences id={`${id}-sentences`} warnings={warningCounts(plan.items)} />
        </>
      ) : null}
    </fieldset>
  );
}

interface ConsentProps {
  id: string;
  checked: boolean;
  disabled: boolean;
  describedBy?: string;
  onChange: (checked: boolean) => void;
  children: React.ReactNode;
}

function Consent({ id, checked, disabled, describedBy, onChange, children }: ConsentProps) {
  return (
    <label htmlFor={id} className="flex min-h-6 items-center gap-2">
      <Checkbox
        id={id}
        checked={checked}
        disabled={disabled}
        aria-describedby={describedBy}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>{children}</span>
    </label>
  );
}

const sentencesShown = 3;

/** What is acknowledged, word for word; what follows the first few stands with each version above. */
function WarningSentences({ id, warnings }: { id: string; warnings: readonly WarningCount[] }) {
  const more = warnings.length - sentencesShown;
  return (
    <ul id={id} className="mb-1 flex list-disc flex-col gap-0.5 pl-10 text-xs">
      {warnings.slice(0, sentencesShown).map(({ sentence, versions }) => (
        <li key={sentence} className="wrap-anywhere">
          <Sentence text={sentence} />
          {versions > 1 ? <span className="text-muted"> {words.ofVersions(versions)}</span> : null}
        </li>
      ))}
      {more > 0 ? <li>{words.moreSentences(more)}</li> : null}
    </ul>
  );
}
