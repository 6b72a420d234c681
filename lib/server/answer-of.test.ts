import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "#lib/domain/actor";
import type { Answer } from "#lib/domain/answer";
import { AppError } from "#lib/domain/errors";
import type { Context } from "#lib/services/context";
import { answerOf, runFor, runPagesFor } from "./answer-of.ts";
import type { Container } from "./container.ts";
import { createMetrics } from "./metrics.ts";

const actor: Actor = {
  username: "mira.okafor",
  name: "Mira Okafor",
  email: "mira.okafor@lumenworks.example",
  roles: ["artist"],
  address: null,
};

function logged() {
  const lines: { level: string; fields: Readonly<Record<string, unknown>> }[] = [];
  const at = (level: string) => (fields: Readonly<Record<string, unknown>>) => void lines.push({ level, fields });
  return { lines, log: { info: at("info"), warn: at("warn"), error: at("error") } };
}

describe("an answer", () => {
  it("holds the value", async () => {
    expect(await answerOf(logged().log, "show", async () => 7)).toEqual({ ok: true, value: 7 });
  });

  it("keeps the sentence of an expected error, also of one that another copy of the program threw", async () => {
    const foreign = Object.assign(new Error("The directory is away."), {
      name: "AppError",
      code: "directory-unavailable",
    });
    for (const error of [new AppError("directory-unavailable", "The directory is away."), foreign]) {
      expect(await answerOf(logged().log, "show", () => Promise.reject(error))).toEqual({
        ok: false,
        code: "directory-unavailable",
        sentence: "The directory is away.",
        errorId: null,
      });
    }
  });

  it("shows only an id of an unexpected error, and logs the error under it", async () => {
    const { log, lines } = logged();
    const answer = await answerOf(log, "show", () => Promise.reject(new Error("secret detail of the inside")));
    if (answer.ok) throw new Error("That was no success.");
    expect(answer.code).toBe("unexpected");
    expect(answer.sentence).not.toContain("secret detail");
    expect(answer.sentence).toContain(answer.errorId);
    expect(lines).toMatchObject([
      { level: "error", fields: { errorId: answer.errorId, error: "secret detail of the inside" } },
    ]);
  });
});

describe("a server action", () => {
  const schema = z.object({ count: z.number().max(3, "Take at most three.") });

  async function act(who: Actor | null, input: unknown) {
    const ran: unknown[] = [];
    const parts: Pick<Container, "contextFor" | "log" | "metrics"> = {
      contextFor: () => {
        throw new AppError("not-allowed", "The service ran.");
      },
      log: logged().log,
      metrics: createMetrics(),
    };
    const answer = await runFor(parts, who, { name: "act", schema, input, service: async () => ran.push(input) });
    return { answer, ran };
  }

  it("turns a stranger away before it reads what they sent", async () => {
    const { answer, ran } = await act(null, { count: "many" });
    expect(answer).toMatchObject({ ok: false, code: "not-signed-in" });
    expect(ran).toEqual([]);
  });

  it("refuses what does not parse, with the sentence of the rule", async () => {
    expect((await act(actor, { count: 4 })).answer).toMatchObject({
      code: "bad-input",
      sentence: "Take at most three.",
    });
    expect((await act(actor, { count: "many" })).answer).toMatchObject({
      code: "bad-input",
      sentence: expect.stringContaining('"count" is not as it should be'),
    });
  });

  it("makes the context only for somebody whose input parses", async () => {
    expect((await act(actor, { count: 1 })).answer).toMatchObject({ sentence: "The service ran." });
  });
});

describe("an answer in pages", () => {
  async function answersIn(pages: AsyncIterable<Answer<number>>) {
    const answers: Answer<number>[] = [];
    for await (const answer of pages) answers.push(answer);
    return answers;
  }

  async function paged(pages: AsyncGenerator<number>) {
    const metrics = createMetrics();
    const { log, lines } = logged();
    const parts: Pick<Container, "contextFor" | "log" | "metrics"> = {
      contextFor: () => ({}) as Context,
      log,
      metrics,
    };
    const wish = { name: "act", schema: z.object({}), input: {}, service: async () => ({ head: "known", pages }) };
    const answer = await runPagesFor(parts, actor, wish);
    if (!answer.ok) throw new Error(answer.sentence);
    const counted = async () =>
      (await metrics.actions.get()).values.find(({ metricName }) => metricName?.endsWith("_count"));
    return { ...answer.value, lines, counted };
  }

  it("brings page after page, and counts as one action when the last is there", async () => {
    async function* two() {
      yield 1;
      yield 2;
    }
    const { head, pages, counted } = await paged(two());
    expect(head).toBe("known");
    expect(await counted()).toBeUndefined();
    expect(await answersIn(pages)).toEqual([
      { ok: true, value: 1 },
      { ok: true, value: 2 },
    ]);
    expect(await counted()).toMatchObject({ value: 1, labels: { action: "act", outcome: "ok" } });
  });

  it("ends with what went wrong on the way, said as any other", async () => {
    async function* failing() {
      yield 1;
      throw new AppError("ftrack-unavailable", "ftrack does not answer.");
    }
    const { pages, counted } = await paged(failing());
    expect(await answersIn(pages)).toEqual([
      { ok: true, value: 1 },
      { ok: false, code: "ftrack-unavailable", sentence: "ftrack does not answer.", errorId: null },
    ]);
    expect(await counted()).toMatchObject({ value: 1, labels: { outcome: "ftrack-unavailable" } });
  });

  it("shows only an id of what was not expected, and logs it", async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error("secret detail of the inside");
    }
    const { pages, lines } = await paged(broken());
    const last = (await answersIn(pages)).at(-1);
    expect(JSON.stringify(last)).not.toContain("secret detail");
    expect(lines).toMatchObject([{ level: "error", fields: { error: "secret detail of the inside" } }]);
  });

  it("reads no further when nobody takes the pages any more", async () => {
    let ended = false;
    async function* endless() {
      try {
        for (let page = 0; ; page += 1) yield page;
      } finally {
        ended = true;
      }
    }
    const { pages } = await paged(endless());
    for await (const page of pages) if (page.ok && page.value === 2) break;
    expect(ended).toBe(true);
  });
});
