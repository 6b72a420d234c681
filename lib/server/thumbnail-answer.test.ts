import { describe, expect, it } from "vitest";
import { AppError } from "#lib/domain/errors";
import type { FtrackPort } from "#lib/services/context";
import { thumbnailAnswer } from "./thumbnail-answer.ts";

const id = "5f0c1b1e-0000-4000-8000-000000000001";
const png = { contentType: "image/png", bytes: Uint8Array.of(137, 80, 78, 71) };

function ftrackWith(found: Awaited<ReturnType<FtrackPort["thumbnail"]>> | Error) {
  const sizes: number[] = [];
  return {
    sizes,
    thumbnail: async (_component: string, size: number) => {
      sizes.push(size);
      if (found instanceof Error) throw found;
      return found;
    },
  };
}

describe("a thumbnail", () => {
  it("is the picture, kept by the browser and by nobody between", async () => {
    const answer = await thumbnailAnswer(ftrackWith(png), id, null);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("cache-control")).toMatch(/^private, /);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png.bytes);
  });

  it("is asked for in sizes within bounds only", async () => {
    const ftrack = ftrackWith(png);
    for (const size of [null, "100", "99999", "1", "wide"]) await thumbnailAnswer(ftrack, id, size);
    expect(ftrack.sizes).toEqual([200, 100, 640, 32, 200]);
  });

  it("is not found where ftrack has none, and where the id is none", async () => {
    expect((await thumbnailAnswer(ftrackWith(null), id, null)).status).toBe(404);
    const ftrack = ftrackWith(png);
    expect((await thumbnailAnswer(ftrack, "../component", null)).status).toBe(404);
    expect(ftrack.sizes).toEqual([]);
  });

  it("is never a document that could hold a script", async () => {
    for (const contentType of ["image/svg+xml", "text/html; charset=utf-8"]) {
      expect((await thumbnailAnswer(ftrackWith({ ...png, contentType }), id, null)).status).toBe(404);
    }
  });

  it("is a bad gateway while ftrack is down, which no browser keeps", async () => {
    const answer = await thumbnailAnswer(ftrackWith(new AppError("ftrack-unavailable", "Down.")), id, null);
    expect(answer.status).toBe(502);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});
