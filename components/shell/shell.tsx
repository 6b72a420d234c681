import Link from "next/link";
import type { ReactNode } from "react";
import { shellMessages as words } from "#components/messages/shell-messages";
import type { TrayProps } from "#components/uploads/tray";
import type { Actor } from "#lib/domain/actor";
import { LiveBanner } from "./live-banner.tsx";
import { type NavEntry, NavLinks } from "./nav-links.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { ProductMark } from "./product-mark.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";
import { TrayDoor } from "./tray-door.tsx";

interface ShellProps {
  actor: Actor;
  maySeeAudit: boolean;
  ftrackUrl: string;
  /** Whether an upload of theirs goes on, and how one is stopped. */
  tray: { running: boolean; cancelUpload: TrayProps["cancelUpload"] };
  children: ReactNode;
}

/** What stands around every page of a signed-in person. Header and banner are --shell-height tall on wide screens. */
export function Shell({ actor, maySeeAudit, ftrackUrl, tray, children }: ShellProps) {
  const entries: NavEntry[] = [
    { href: "/", label: words.pages.upload },
    { href: "/uploads", label: words.pages.history },
    ...(maySeeAudit ? [{ href: "/audit", label: words.pages.audit }] : []),
    { href: "/status", label: words.pages.status },
  ];
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-10 rounded-md bg-ink font-medium text-inverse focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-2"
      >
        {words.skip}
      </a>
      <header className="shrink-0">
        <div className="flex h-11 items-center gap-1 border-b border-line bg-surface pr-2 pl-3 sm:gap-3">
          <Link href="/" prefetch={false} className="flex h-7 items-center gap-2 rounded-md pr-1 font-semibold">
            <ProductMark />
            <span className="sr-only md:not-sr-only">{words.product}</span>
          </Link>
          <NavLinks label={words.nav} entries={entries} />
          <div className="ml-auto flex items-center gap-1">
            <TrayDoor username={actor.username} {...tray} />
            <ThemeToggle />
            <PersonMenu actor={actor} />
          </div>
        </div>
        <LiveBanner ftrackUrl={ftrackUrl} />
      </header>
      <main id="main" tabIndex={-1} className="flex min-w-0 grow flex-col">
        {children}
      </main>
    </div>
  );
}
