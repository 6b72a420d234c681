"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/class-names";

export interface NavEntry {
  href: string;
  label: string;
}

/** The pages of the program; the one that is open, or that a sub-page belongs to, is marked. */
export function NavLinks({ label: name, entries }: { label: string; entries: readonly NavEntry[] }) {
  const path = usePathname();
  return (
    <nav aria-label={name} className="h-full min-w-0 overflow-x-auto [scrollbar-width:none]">
      <ul className="flex h-full items-stretch">
        {entries.map(({ href, label }) => {
          const here = href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
          return (
            <li key={href} className="flex">
              <Link
                href={href}
                prefetch={false}
                aria-current={here ? (path === href ? "page" : "true") : undefined}
                className={cn(
                  "flex items-center border-b-2 px-1.5 font-medium -outline-offset-2 sm:px-3",
                  here ? "border-ink text-ink" : "border-transparent text-muted hover:text-ink",
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
