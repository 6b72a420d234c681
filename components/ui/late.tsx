"use client";

import { createElement, lazy, type ReactNode, useEffect, useEffectEvent, useReducer, useState } from "react";
import { uiMessages } from "#components/messages/ui-messages";
import { Button } from "./button.tsx";

const words = uiMessages.late;

type Part<Props> = (props: Props) => ReactNode;

interface NotLoadedProps {
  onLoadAgain: () => void;
  /** Of a part that stays when it is closed: it is told of again the next time. */
  open?: boolean;
  onClose?: () => void;
}

/**
 * A part whose script comes when it is first wanted; stands in a Suspense. Where the script does not come, offline or after
 * the program was renewed, that is said in its place, and the page around it stays as it is.
 */
export function late<Props extends object>(load: () => Promise<Part<Props>>): Part<Props> {
  const attempt = () =>
    lazy(() =>
      load().then(
        (part): { default: Part<Props & NotLoadedProps> } => ({ default: part }),
        () => ({ default: NotLoaded }),
      ),
    );
  let Latest = attempt();
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, beside the imports, as lazy is.
  return function LatePart(props: Props) {
    const [, renderAgain] = useReducer((times: number) => times + 1, 0);
    const onLoadAgain = () => {
      Latest = attempt();
      renderAgain();
    };
    return createElement(Latest, { ...props, onLoadAgain });
  };
}

function NotLoaded({ onLoadAgain, open = true, onClose }: NotLoadedProps) {
  const [dismissed, setDismissed] = useState(false);
  const onOnline = useEffectEvent(onLoadAgain);
  useEffect(() => {
    const again = () => onOnline();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, []);
  if (dismissed || !open) return null;
  return (
    <div
      role="alert"
      className="fixed inset-x-2 bottom-16 z-20 mx-auto flex w-fit max-w-xl flex-wrap items-center gap-2 rounded-md border border-line-strong bg-raised px-3 py-2 text-sm text-ink shadow-float"
    >
      <p className="min-w-0">{words.failed}</p>
      <span className="ml-auto flex gap-2">
        <Button size="sm" onClick={onLoadAgain}>
          {words.again}
        </Button>
        <Button size="sm" onClick={() => window.location.reload()}>
          {words.reload}
        </Button>
        <Button size="sm" variant="quiet" onClick={onClose ?? (() => setDismissed(true))}>
          {words.dismiss}
        </Button>
      </span>
    </div>
  );
}
