"use client";

import { Suspense, useEffect, useState } from "react";
import { late } from "#components/ui/late";
import { useStable } from "./use-stable.ts";
import type { WhyNotDialogProps } from "./why-not-dialog.tsx";

const loadDialog = () => import("./why-not-dialog.tsx").then((module) => module.WhyNotDialog);
const WhyNotDialog = late(loadDialog);

interface WhyNotDoorProps extends Omit<WhyNotDialogProps, "project" | "type" | "choices"> {
  /** Null: there is nothing to look in yet. */
  look: Pick<WhyNotDialogProps, "project" | "type" | "choices"> | null;
  onOpen: () => void;
}

/** The look-up's dialog, whose script comes when it is first wanted, and the keys that open it: Alt and W. */
export function WhyNotDoor({ look, open, onOpen, ...rest }: WhyNotDoorProps) {
  const [wanted, setWanted] = useState(false);
  if (open && !wanted) setWanted(true);
  const onKey = useStable((event: KeyboardEvent) => {
    // The key by its place: with Alt some keyboards write another sign.
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.code !== "KeyW") return;
    if (look === null || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    onOpen();
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onKey]);
  if (look === null || !wanted) return null;
  return (
    <Suspense>
      <WhyNotDialog {...rest} {...look} open={open} />
    </Suspense>
  );
}
