"use client";

import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";
import { uiMessages as words } from "#components/messages/ui-messages";
import { Button } from "./button.tsx";
import { copyText } from "./copy-text.tsx";

const shown = 1600;

/** Copies `text`; `what` names it: "Copy destination". */
export function CopyButton({
  text,
  what,
  tabIndex,
  className,
}: {
  text: string;
  what: string;
  /** -1 in rows that do not have the focus. */
  tabIndex?: 0 | -1;
  className?: string;
}) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), shown);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <>
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label={words.copy(what)}
        title={words.copy(what)}
        tabIndex={tabIndex}
        className={className}
        onClick={() => {
          void copyText(text).then((done) => setState(done ? "copied" : "refused"));
        }}
      >
        {state === "copied" ? (
          <Check aria-hidden="true" className="text-good" />
        ) : state === "refused" ? (
          <X aria-hidden="true" className="text-bad" />
        ) : (
          <Copy aria-hidden="true" />
        )}
      </Button>
      <span role="status" className="sr-only">
        {state === "copied" ? words.copied : state === "refused" ? words.notCopied : ""}
      </span>
    </>
  );
}
