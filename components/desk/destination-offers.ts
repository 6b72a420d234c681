import type { DestinationLook } from "#lib/domain/completion";
import { cleanFolderName } from "#lib/domain/folder-name";
import type { KeptDestinations } from "#lib/domain/preferences";

/** Why a folder is offered. */
export type OfferKind = "suggestion" | "within" | "folder" | "starred" | "recent" | "ftp";

export interface Offer {
  kind: OfferKind;
  path: string;
}

/** What the list below the destination offers, group by group in the order in which they are shown; each folder once. */
export function offersFor(text: string, look: DestinationLook | null, kept: KeptDestinations): Offer[] {
  const typed = text.trim();
  const offers = typed === "" ? whileEmpty(look, kept) : whileTyping(typed, look, kept);
  const seen = new Set<string>(typed === "" || look?.path == null ? [] : [look.path]);
  return offers.filter(({ path }) => {
    if (seen.has(path)) return false;
    seen.add(path);
    return true;
  });
}

function whileEmpty(look: DestinationLook | null, kept: KeptDestinations): Offer[] {
  const suggestion = look?.suggestion ?? null;
  return [
    ...(suggestion === null ? [] : [{ kind: "suggestion" as const, path: suggestion }]),
    ...asOffers("starred", kept.starred),
    ...asOffers("recent", kept.recent),
    ...asOffers("ftp", look?.ftpFolders ?? []),
  ];
}

function whileTyping(typed: string, look: DestinationLook | null, kept: KeptDestinations): Offer[] {
  const wanted = (look?.path ?? typed).toLowerCase();
  const fits = (path: string) => path.toLowerCase().includes(wanted);
  const ftpFolders = look?.ftpFolders ?? [];
  return [
    ...asOffers("folder", look?.folders ?? []),
    ...asOffers("within", isBareName(typed) ? within(typed, ftpFolders) : []),
    ...asOffers("starred", kept.starred.filter(fits)),
    ...asOffers("recent", kept.recent.filter(fits)),
    ...asOffers("ftp", ftpFolders),
  ];
}

/** A name alone is no path yet, but one in each 00_ftp folder. */
function within(name: string, ftpFolders: readonly string[]): string[] {
  const clean = cleanFolderName(name);
  return clean === "" ? [] : ftpFolders.map((folder) => `${folder}/${clean}`);
}

function isBareName(typed: string): boolean {
  return !/[/\\:~"'`“‘<]/.test(typed);
}

function asOffers(kind: OfferKind, paths: readonly string[]): Offer[] {
  return paths.map((path) => ({ kind, path }));
}

/** What the field holds once an offer is taken, and whether the list goes on inside of it. */
export function taken({ kind, path }: Offer): { text: string; goesOn: boolean } {
  const goesOn = kind === "folder" || kind === "ftp";
  return { text: goesOn ? `${path}/` : path, goesOn };
}

/** The offer that keys act on, and where it stood: other offers may come before it, or it may go. */
export interface ActiveOffer {
  path: string;
  at: number;
}

/** Where the active offer stands now; where it is gone, the one that took its place. -1 where none is active. */
export function activeIn(offers: readonly Offer[], active: ActiveOffer | null): number {
  if (active === null) return -1;
  const at = offers.findIndex(({ path }) => path === active.path);
  return at >= 0 ? at : Math.min(active.at, offers.length - 1);
}

/** Where an arrow or page key leads in a list of that many; round and round by arrows. Null for any other key. */
export function movedInOffers(key: string, active: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case "ArrowDown":
      return active + 1 >= count ? 0 : active + 1;
    case "ArrowUp":
      return active <= 0 ? count - 1 : active - 1;
    case "PageDown":
      return Math.min(count - 1, active + 8);
    case "PageUp":
      return Math.max(0, active - 8);
    default:
      return null;
  }
}
