"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { uiMessages as words } from "#components/messages/ui-messages";
import { Button } from "./button.tsx";
import { cn } from "./class-names.tsx";

const widths = { sm: "w-md", md: "w-2xl", lg: "w-6xl" } as const;

interface DialogProps {
  open: boolean;
  /** Escape, the close button, or a click beside it; the owner then sets `open` to false. */
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, right-aligned below the scrolling part. */
  footer?: ReactNode;
  width?: keyof typeof widths;
  /** For what the title bar takes on, such as data-type on a parent of the content. */
  className?: string;
  children: ReactNode;
}

/** The browser's own modal dialog: top layer, focus kept inside and returned, the page behind it inert. */
export function Dialog(props: DialogProps) {
  const { open, onClose, title, description, footer, width = "md", className, children } = props;
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = box.current;
    if (!dialog || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);

  return (
    <dialog
      ref={box}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={cn(
        "max-h-[min(56rem,calc(100dvh-2rem))] max-w-[calc(100vw-1rem)] overflow-hidden rounded-lg border border-line-strong",
        "bg-raised text-ink shadow-float backdrop:bg-backdrop",
        widths[width],
        className,
      )}
    >
      {open ? (
        <div className="flex max-h-[inherit] flex-col">
          <header className="flex items-start gap-3 border-b border-line px-4 py-3">
            <div className="min-w-0 grow">
              <h2 id={`${id}-title`} className="text-md font-semibold wrap-anywhere">
                {title}
              </h2>
              {description ? (
                <p id={`${id}-description`} className="text-muted">
                  {description}
                </p>
              ) : null}
            </div>
            <Button variant="quiet" size="icon" aria-label={words.close} onClick={onClose}>
              <X aria-hidden="true" />
            </Button>
          </header>
          <div className="min-h-0 grow overflow-auto px-4 py-3">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">
              {footer}
            </footer>
          ) : null}
        </div>
      ) : null}
    </dialog>
  );
}
