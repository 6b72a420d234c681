import { X } from "lucide-react";
import { presetMessages } from "#components/messages/preset-messages";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { facetLabel } from "#lib/domain/selection";
import type { AppliedPreset } from "./read-choices.ts";

interface AppliedNoticeProps {
  applied: AppliedPreset;
  onDismiss: () => void;
}

/** What of a preset is not there any more. It stays until the selection changes, or it is dismissed. */
export function AppliedNotice({ applied: { name, gone, empty }, onDismiss }: AppliedNoticeProps) {
  const facets = gone.map(({ facet, ...rest }) => ({ ...rest, label: facetLabel[facet] }));
  return (
    <div className="flex items-start gap-1">
      <Alert tone="warn" live className="grow">
        {presetMessages.applied(name, facets, empty)}
      </Alert>
      <Button size="icon" variant="quiet" aria-label={presetMessages.dismiss} onClick={onDismiss}>
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
