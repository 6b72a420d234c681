import type { TablePreference } from "#lib/domain/preferences";

/** A column as the program has it. */
export interface ColumnBase {
  id: string;
  label: string;
  /** Px. */
  width: number;
}

/** A column where the person has it. */
export interface ColumnPlace extends ColumnBase {
  pinned: boolean;
  shown: boolean;
}

type Kept = Pick<TablePreference, "order" | "hidden" | "pinned" | "widths">;

/** In `pinned`: the columns that the program pins by itself. */
const usualMark = "*";
const leastWidth = 48;
const mostWidth = 1600;

/** Every column in the order in which it stands, the pinned ones first. */
export function columnPlaces(bases: readonly ColumnBase[], usual: readonly string[], kept: Kept): ColumnPlace[] {
  const pinned = pinnedOf(usual, kept);
  const rank = new Map(kept.order.map((id, at) => [id, at]));
  const rankOf = ({ id }: ColumnBase, at: number) => rank.get(id) ?? kept.order.length + at;
  const places = bases.map((base, at) => ({
    rank: rankOf(base, at),
    place: {
      ...base,
      width: kept.widths[base.id] ?? base.width,
      pinned: pinned.has(base.id),
      shown: !kept.hidden.includes(base.id),
    },
  }));
  return places
    .sort((one, other) => Number(other.place.pinned) - Number(one.place.pinned) || one.rank - other.rank)
    .map(({ place }) => place);
}

function pinnedOf(usual: readonly string[], { pinned }: Kept): Set<string> {
  return new Set(pinned.flatMap((id) => (id === usualMark ? usual : id)));
}

/** Moved before or behind another column; it is pinned there if that one is. */
export function moveBeside<K extends Kept>(kept: K, places: readonly ColumnPlace[], move: ColumnMove): K {
  const { id, beside, side } = move;
  if (id === beside) return kept;
  const target = places.find((place) => place.id === beside);
  if (target === undefined) return kept;
  const order = places.map((place) => place.id).filter((other) => other !== id);
  order.splice(order.indexOf(beside) + (side === "after" ? 1 : 0), 0, id);
  return { ...kept, order, pinned: pinnedIds(places, id, target.pinned) };
}

export interface ColumnMove {
  id: string;
  beside: string;
  side: "before" | "after";
}

/** One step among the shown columns of its part, pinned or not; at the end it stays. */
export function moveByOne<K extends Kept>(kept: K, places: readonly ColumnPlace[], id: string, by: 1 | -1): K {
  const self = places.find((place) => place.id === id);
  const part = places.filter((place) => place.id === id || (place.shown && place.pinned === self?.pinned));
  const next = part[part.findIndex((place) => place.id === id) + by];
  if (self === undefined || next === undefined) return kept;
  return moveBeside(kept, places, { id, beside: next.id, side: by === 1 ? "after" : "before" });
}

export function setPinned<K extends Kept>(kept: K, places: readonly ColumnPlace[], id: string, pinned: boolean): K {
  return { ...kept, order: places.map((place) => place.id), pinned: pinnedIds(places, id, pinned) };
}

/** The last column that is shown stays. */
export function setShown<K extends Kept>(kept: K, places: readonly ColumnPlace[], id: string, shown: boolean): K {
  const others = places.filter((place) => place.shown && place.id !== id);
  if (!shown && others.length === 0) return kept;
  const hidden = kept.hidden.filter((other) => other !== id);
  return { ...kept, hidden: shown ? hidden : [...hidden, id] };
}

/** Null: as wide as the program has it. */
export function setWidth<K extends Kept>(kept: K, id: string, width: number | null): K {
  const { [id]: _, ...others } = kept.widths;
  return { ...kept, widths: width === null ? others : { ...others, [id]: boundedWidth(width) } };
}

export function boundedWidth(width: number): number {
  return Math.round(Math.min(mostWidth, Math.max(leastWidth, width)));
}

/** Columns as the program has them; order and groups of the rows stay. */
export function resetColumns<K extends Kept>(kept: K): K {
  return { ...kept, order: [], hidden: [], pinned: [usualMark], widths: {} };
}

export function isUsual({ order, hidden, pinned, widths }: Kept): boolean {
  const usual = pinned.length === 1 && pinned[0] === usualMark;
  return usual && order.length + hidden.length + Object.keys(widths).length === 0;
}

function pinnedIds(places: readonly ColumnPlace[], id: string, pinned: boolean): string[] {
  return places.filter((place) => (place.id === id ? pinned : place.pinned)).map((place) => place.id);
}
