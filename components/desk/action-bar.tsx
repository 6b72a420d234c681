"use client";

import { Eye, Upload } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { liveMessages } from "#components/messages/live-messages";
import { Button } from "#components/ui/button";
import { UploadTypeMark } from "#components/uploads/upload-type-mark";
import type { UploadType } from "#lib/domain/upload-type";

interface ActionBarProps {
  type: UploadType | null;
  selected: number;
  /** Selected rows that the facets hide now. */
  hidden: number;
  /** Selected rows that are not ready any more. */
  lost: number;
  /** Rows in the table. */
  total: number;
  previewButton: RefObject<HTMLButtonElement | null>;
  onPreview: () => void;
  /** What else can be done with the table. */
  children?: ReactNode;
}

/** What is selected and what can be done with it; both buttons lead through the preview. */
export function ActionBar(props: ActionBarProps) {
  const { type, selected, hidden, lost, total, previewButton, onPreview, children } = props;
  return (
    <section
      aria-label="Upload the selected versions"
      className="sticky bottom-0 z-30 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line-strong bg-raised px-3 py-2"
    >
      <p role="status" className="mr-auto flex min-w-0 flex-wrap items-center gap-x-2">
        {type ? <UploadTypeMark type={type} /> : null}
        {total > 0 ? (
          <span>
            <strong className="font-semibold">{selected.toLocaleString()}</strong> of {total.toLocaleString()} selected
          </span>
        ) : null}
        {hidden > 0 ? (
          <span className="text-warn">{hidden.toLocaleString()} more hidden by the choices above, left out</span>
        ) : null}
        {lost > 0 ? <span className="text-warn">{liveMessages.lostOfSelected(lost)}</span> : null}
        {selected === 0 ? (
          <span className="text-muted">{total > 0 ? "Select versions to preview them." : "Nothing is listed."}</span>
        ) : null}
      </p>
      {children}
      <div className="flex gap-2">
        <Button ref={previewButton} size="lg" disabled={selected === 0} onClick={onPreview}>
          <Eye aria-hidden="true" />
          Preview
        </Button>
        <Button size="lg" variant="typed" disabled={selected === 0} onClick={onPreview}>
          <Upload aria-hidden="true" />
          Upload
        </Button>
      </div>
    </section>
  );
}
