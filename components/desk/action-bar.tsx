"use client";

import { Eye, Upload } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { deskMessages } from "#components/messages/desk-messages";
import { liveMessages } from "#components/messages/live-messages";
import { Button } from "#components/ui/button";
import { UploadTypeMark } from "#components/uploads/upload-type-mark";
import type { UploadType } from "#lib/domain/upload-type";

const words = deskMessages.bar;

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
      aria-label={words.label}
      className="sticky bottom-0 z-30 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line-strong bg-raised px-3 py-2"
    >
      <p role="status" className="mr-auto flex min-w-0 flex-wrap items-center gap-x-2">
        {type ? <UploadTypeMark type={type} /> : null}
        {total > 0 ? (
          <span>
            <strong className="font-semibold">{selected.toLocaleString()}</strong> {words.ofSelected(total)}
          </span>
        ) : null}
        {hidden > 0 ? <span className="text-warn">{words.hidden(hidden)}</span> : null}
        {lost > 0 ? <span className="text-warn">{liveMessages.lostOfSelected(lost)}</span> : null}
        {selected === 0 ? <span className="text-muted">{total > 0 ? words.selectFirst : words.nothing}</span> : null}
      </p>
      {children}
      <div className="flex gap-2">
        <Button ref={previewButton} size="lg" disabled={selected === 0} onClick={onPreview}>
          <Eye aria-hidden="true" />
          {words.preview}
        </Button>
        <Button size="lg" variant="typed" disabled={selected === 0} onClick={onPreview}>
          <Upload aria-hidden="true" />
          {words.upload}
        </Button>
      </div>
    </section>
  );
}
