const gap = 4;
const margin = 8;

interface Placement {
  anchor: DOMRect;
  viewport: { width: number; height: number };
  /** Px; clamped to the viewport. */
  width: number;
  /** Px of height that the panel would like; decides whether it goes below or above. */
  wanted: number;
  align: "start" | "end" | "center";
}

export interface Place {
  left: number;
  width: number;
  maxHeight: number;
  /** Exactly one of the two holds a number of px; the other is null. */
  top: number | null;
  bottom: number | null;
}

/** Where a floating panel goes beside its anchor: below if there is room, else where there is more; never off screen. */
export function placeBeside({ anchor, viewport, width, wanted, align }: Placement): Place {
  const fitted = Math.min(width, viewport.width - 2 * margin);
  const start = {
    start: anchor.left,
    end: anchor.right - fitted,
    center: anchor.left + (anchor.width - fitted) / 2,
  }[align];
  const left = Math.round(Math.max(margin, Math.min(start, viewport.width - margin - fitted)));
  const below = viewport.height - anchor.bottom - gap - margin;
  const above = anchor.top - gap - margin;
  if (below >= wanted || below >= above) {
    return { left, width: fitted, maxHeight: Math.max(0, below), top: Math.round(anchor.bottom + gap), bottom: null };
  }
  const bottom = Math.round(viewport.height - anchor.top + gap);
  return { left, width: fitted, maxHeight: Math.max(0, above), top: null, bottom };
}

/** Puts a fixed panel there. Set through the DOM, because style attributes in markup are blocked. */
export function applyPlace(panel: HTMLElement, place: Place): void {
  panel.style.left = `${place.left}px`;
  panel.style.top = place.top === null ? "auto" : `${place.top}px`;
  panel.style.bottom = place.bottom === null ? "auto" : `${place.bottom}px`;
  panel.style.maxHeight = `${place.maxHeight}px`;
}
