import { describe, expect, it } from "vitest";
import { createFacetCache } from "./facet-cache.ts";

function cacheAt(clock: { ms: number }) {
  const asked: string[] = [];
  const cache = createFacetCache<number>(15_000, () => clock.ms);
  const get = (key: string, answer: () => Promise<number> = async () => asked.length) =>
    cache.get(key, () => {
      asked.push(key);
      return answer();
    });
  return { cache, asked, get };
}

describe("the cache of facets", () => {
  it("gives those who ask at the same time one answer", async () => {
    const { asked, get } = cacheAt({ ms: 0 });
    expect(await Promise.all([get("NXP"), get("NXP"), get("NXP")])).toEqual([1, 1, 1]);
    expect(asked).toEqual(["NXP"]);
  });

  it("keeps an answer for 15 seconds from when it came, and each project's apart", async () => {
    const clock = { ms: 0 };
    const { asked, get } = cacheAt(clock);
    await get("NXP", async () => {
      clock.ms = 5000;
      return 1;
    });
    clock.ms = 19_999;
    await get("NXP");
    await get("ORC");
    expect(asked).toEqual(["NXP", "ORC"]);
    clock.ms = 20_000;
    await get("NXP");
    expect(asked).toEqual(["NXP", "ORC", "NXP"]);
  });

  it("asks anew, and keeps that, where what it has does not fit", async () => {
    const { cache } = cacheAt({ ms: 0 });
    await cache.get("all", async () => 1);
    expect(
      await cache.get(
        "all",
        async () => 2,
        (kept) => kept > 1,
      ),
    ).toBe(2);
    expect(await cache.get("all", async () => 3)).toBe(2);
  });

  it("does not keep a failure", async () => {
    const { asked, get } = cacheAt({ ms: 0 });
    await expect(get("NXP", () => Promise.reject(new Error("ftrack is down")))).rejects.toThrow("ftrack is down");
    expect(await get("NXP")).toBe(2);
    expect(asked).toHaveLength(2);
  });

  it("forgets all when the configuration changes", async () => {
    const { cache, asked, get } = cacheAt({ ms: 0 });
    await get("NXP");
    cache.clear();
    await get("NXP");
    expect(asked).toHaveLength(2);
  });
});
