import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { uiMessages as words } from "#components/messages/ui-messages";
import { cn } from "./class-names.tsx";

const tones = {
  info: { box: "border-info/40 bg-info-soft", mark: "text-info", Icon: Info },
  good: { box: "border-good/40 bg-good-soft", mark: "text-good", Icon: CircleCheck },
  warn: { box: "border-warn/40 bg-warn-soft", mark: "text-warn", Icon: TriangleAlert },
  bad: { box: "border-bad/40 bg-bad-soft", mark: "text-bad", Icon: CircleAlert },
} as const;
type AlertTone = keyof typeof tones;

interface AlertProps {
  tone: AlertTone;
  title?: ReactNode;
  children?: ReactNode;
  /** It appeared while the page was open: read it out. */
  live?: boolean;
  className?: string;
}

export function Alert({ tone, title, children, live = false, className }: AlertProps) {
  const { box, mark, Icon } = tones[tone];
  return (
    <div
      role={live ? (tone === "bad" ? "alert" : "status") : undefined}
      className={cn("flex gap-2 rounded-md border px-3 py-2 text-sm", box, className)}
    >
      <Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", mark)} />
      <div className="min-w-0 wrap-anywhere">
        <span className="sr-only">{words.alerts[tone]}: </span>
        {title ? <p className="font-semibold">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
