"use client";

import { useEffect } from "react";
import { boundedWidth, type ColumnMove, type ColumnPlace } from "./column-layout.ts";
import { placeColumns } from "./table-places.ts";
import { useStable } from "./use-stable.ts";

/** Px that the pointer has to move before a press on a head is no click any more. */
const slack = 6;

interface ColumnDragInput {
  columns: readonly ColumnPlace[];
  /** Null: back to the width that the program has. */
  onWidth: (id: string, width: number | null) => void;
  onMove: (move: ColumnMove) => void;
}

/** Lets a pointer widen columns by their edge (`[data-resize]`) and move them by their head (`[data-head]`). */
export function useColumnDrag(box: HTMLElement | null, { columns, onWidth, onMove }: ColumnDragInput) {
  const resize = useStable((press: PointerEvent, id: string) => {
    if (box === null) return;
    const from = columns.find((column) => column.id === id)?.width ?? 0;
    const widthAt = (x: number) => boundedWidth(from + x - press.clientX);
    track({
      onMove: ({ clientX }) => {
        const width = widthAt(clientX);
        placeColumns(
          box,
          columns.map((column) => (column.id === id ? { ...column, width } : column)),
        );
      },
      onEnd: ({ clientX }) => onWidth(id, widthAt(clientX)),
      onCancel: () => placeColumns(box, columns),
    });
  });

  const move = useStable((press: PointerEvent, id: string) => {
    let drop: { head: HTMLElement; move: ColumnMove } | null = null;
    const clear = () => drop?.head.removeAttribute("data-drop");
    track({
      onMove: ({ clientX, clientY }) => {
        if (drop === null && Math.abs(clientX - press.clientX) < slack) return;
        clear();
        const head = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-head]");
        const beside = head?.dataset.head;
        if (!head || beside === undefined || beside === id) return;
        const { left, width } = head.getBoundingClientRect();
        const side = clientX < left + width / 2 ? "before" : "after";
        head.dataset.drop = side;
        drop = { head, move: { id, beside, side } };
      },
      onEnd: () => {
        clear();
        if (drop === null) return;
        // What was a drag must not sort as well.
        window.addEventListener("click", stopOnce, { capture: true, once: true });
        setTimeout(() => window.removeEventListener("click", stopOnce, { capture: true }));
        onMove(drop.move);
      },
      onCancel: clear,
    });
  });

  const reset = useStable((id: string) => onWidth(id, null));

  useEffect(() => {
    if (box === null) return;
    function onPointerDown(event: PointerEvent) {
      if (event.button !== 0 || !(event.target instanceof Element)) return;
      const edge = event.target.closest<HTMLElement>("[data-resize]")?.dataset.resize;
      const head = event.target.closest<HTMLElement>("[data-head]")?.dataset.head;
      if (edge !== undefined) {
        event.preventDefault();
        resize(event, edge);
      } else if (head !== undefined && event.pointerType === "mouse") move(event, head);
    }
    function onDoubleClick({ target }: MouseEvent) {
      const edge = target instanceof Element ? target.closest<HTMLElement>("[data-resize]")?.dataset.resize : undefined;
      if (edge !== undefined) reset(edge);
    }
    box.addEventListener("pointerdown", onPointerDown);
    box.addEventListener("dblclick", onDoubleClick);
    return () => {
      box.removeEventListener("pointerdown", onPointerDown);
      box.removeEventListener("dblclick", onDoubleClick);
    };
  }, [box, resize, move, reset]);
}

function stopOnce(event: Event) {
  event.stopPropagation();
  event.preventDefault();
}

interface Track {
  onMove: (event: PointerEvent) => void;
  onEnd: (event: PointerEvent) => void;
  onCancel: () => void;
}

/** Follows the pointer to its release; Escape and a lost pointer take it back. */
function track({ onMove, onEnd, onCancel }: Track) {
  const over = new AbortController();
  const { signal } = over;
  const cancel = () => {
    over.abort();
    onCancel();
  };
  window.addEventListener("pointermove", onMove, { signal });
  window.addEventListener(
    "pointerup",
    (event) => {
      over.abort();
      onEnd(event);
    },
    { signal },
  );
  window.addEventListener("pointercancel", cancel, { signal });
  window.addEventListener("keydown", ({ key }) => (key === "Escape" ? cancel() : undefined), { signal });
}
