import { describe, expect, it } from "vitest";
import { placeBeside } from "./place-beside.ts";

const viewport = { width: 1000, height: 800 };

function box(left: number, top: number, width = 100, height = 28) {
  return { left, top, width, height, right: left + width, bottom: top + height, x: left, y: top, toJSON: () => null };
}

describe("a floating panel", () => {
  it("hangs below its anchor, edges in line", () => {
    expect(placeBeside({ anchor: box(200, 100), viewport, width: 300, wanted: 300, align: "start" })).toEqual({
      left: 200,
      width: 300,
      top: 132,
      bottom: null,
      maxHeight: 660,
    });
  });

  it("lines up with the anchor's right edge, or its middle", () => {
    const anchor = box(500, 100);
    expect(placeBeside({ anchor, viewport, width: 300, wanted: 0, align: "end" }).left).toBe(300);
    expect(placeBeside({ anchor, viewport, width: 300, wanted: 0, align: "center" }).left).toBe(400);
  });

  it("goes above where there is too little room below and more above", () => {
    const place = placeBeside({ anchor: box(200, 700), viewport, width: 300, wanted: 300, align: "start" });
    expect(place).toMatchObject({ top: null, bottom: 104, maxHeight: 688 });
  });

  it("stays below when there is too little room on both sides but more below", () => {
    const place = placeBeside({ anchor: box(200, 100), viewport, width: 300, wanted: 5000, align: "start" });
    expect(place.top).toBe(132);
  });

  it("never leaves the screen, however narrow", () => {
    const phone = { width: 390, height: 800 };
    const place = placeBeside({ anchor: box(350, 100, 30), viewport: phone, width: 600, wanted: 0, align: "start" });
    expect(place.left).toBe(8);
    expect(place.width).toBe(374);
    expect(placeBeside({ anchor: box(-40, 100), viewport, width: 100, wanted: 0, align: "end" }).left).toBe(8);
  });
});
