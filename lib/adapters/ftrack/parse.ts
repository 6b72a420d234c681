import type { z } from "zod";

/** A piece of an answer that is not of the form that is known. The edge of the adapter puts the server's name to it. */
export class OddPiece extends Error {
  override readonly name = "OddPiece";
}

/** Parses a piece of an answer; throws OddPiece with what is missing. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, of: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue ? `${issue.path.join(".") || "all of it"}: ${issue.message}` : "";
  throw new OddPiece(`${of} that is not as expected (${where})`, { cause: result.error });
}
