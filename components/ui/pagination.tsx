import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { uiMessages } from "#components/messages/ui-messages";
import { buttonClass } from "./button.tsx";
import { cn } from "./class-names.tsx";

const words = uiMessages.pages;

interface PaginationProps {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  /** What is counted: "uploads". */
  noun: string;
  hrefOf: (page: number) => string;
}

/** Which part of a long list this is, and the way to its neighbours. */
export function Pagination({ page, pageSize, total, noun, hrefOf }: PaginationProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const first = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total);
  return (
    <nav aria-label={words.label} className="flex items-center justify-between gap-3 py-2 text-muted">
      <p>{words.shown(first, last, total, noun)}</p>
      <div className="flex items-center gap-1">
        <Step to={page > 1 ? hrefOf(page - 1) : null} label={words.previous}>
          <ChevronLeft aria-hidden="true" />
        </Step>
        <span className="px-1">
          {page} / {pages}
        </span>
        <Step to={page < pages ? hrefOf(page + 1) : null} label={words.next}>
          <ChevronRight aria-hidden="true" />
        </Step>
      </div>
    </nav>
  );
}

function Step({ to, label, children }: { to: string | null; label: string; children: React.ReactNode }) {
  const look = buttonClass({ size: "icon" });
  if (to === null) {
    return (
      <span aria-hidden="true" className={cn(look, "opacity-40")}>
        {children}
      </span>
    );
  }
  return (
    <Link href={to} aria-label={label} className={look}>
      {children}
    </Link>
  );
}
