import { describe, expect, it } from "vitest";
import { AppError } from "#lib/domain/errors";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import { createPictures, usualPictureLimits } from "./pictures.ts";
import { gifOf } from "./test-gif.ts";
import { thumbnailAnswer } from "./thumbnail-answer.ts";

const id = "5f0c1b1e-0000-4000-8000-000000000001";
const gif = { contentType: "image/gif; x=y", bytes: gifOf(100, 56) };

function studioWith(found: Awaited<ReturnType<FtrackPort["thumbnail"]>> | Error, mostAsked = 10) {
  const sizes: number[] = [];
  const pictures = createPictures({ ...usualPictureLimits, keptMs: 0, mostAsked }, () => 0);
  const ftrack = {
    thumbnail: async (_component: string, size: number) => {
      sizes.push(size);
      if (found instanceof Error) throw found;
      return found;
    },
  };
  return {
    sizes,
    ask: (question: { id?: string; size?: string | null; known?: string | null } = {}) =>
      thumbnailAnswer(pictures, ftrack, { id, size: null, known: null, ...question }),
  };
}

describe("a thumbnail", () => {
  it("is the picture, kept by the browser and by nobody between", async () => {
    const answer = await studioWith(gif).ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/gif");
    expect(answer.headers.get("cache-control")).toMatch(/^private, /);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(gif.bytes));
  });

  it("is not sent again to a browser that has it", async () => {
    const { ask } = studioWith(gif);
    const etag = (await ask()).headers.get("etag");
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    for (const known of [etag, `W/${etag}`, `"old", ${etag}`, "*"]) {
      const answer = await ask({ known });
      expect([answer.status, answer.headers.get("etag"), await answer.text()]).toEqual([304, etag, ""]);
      expect(answer.headers.get("cache-control")).toMatch(/^private, /);
    }
    expect((await ask({ known: '"old"' })).status).toBe(200);
  });

  it("is asked for in few sizes, the next larger than what is wanted", async () => {
    const { ask, sizes } = studioWith(gif);
    for (const size of [null, "96", "101", "400", "99999", "-1", "wide"]) await ask({ size });
    expect(sizes).toEqual([200, 100, 200, 400, 640, 100, 200]);
  });

  it("is not found where ftrack has none, and where the id is none", async () => {
    expect((await studioWith(null).ask()).status).toBe(404);
    const { ask, sizes } = studioWith(gif);
    expect((await ask({ id: "../component" })).status).toBe(404);
    expect(sizes).toEqual([]);
  });

  it("is a bad gateway while ftrack is down, which no browser keeps", async () => {
    const answer = await studioWith(new AppError("ftrack-unavailable", "Down.")).ask();
    expect(answer.status).toBe(502);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("is to be asked for later where too many are asked for at once", async () => {
    const answer = await studioWith(gif, 0).ask();
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  });
});
