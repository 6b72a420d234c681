import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "#lib/domain/actor";
import { AppError } from "#lib/domain/errors";
import { answerOf, runFor } from "./answer-of.ts";
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
