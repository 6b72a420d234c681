import { z } from "zod";

const milliseconds = z.int().min(0).max(600_000);
const status = z.int().min(200).max(599);
const words = z.string().min(1);

const match = z.strictObject({
  /** "query", "create", … */
  action: words.optional(),
  /** The type that is queried or written, as the client names it. */
  entityType: words.optional(),
  /** A part of the query's text. */
  expression: words.optional(),
  /** The username that the client gives. */
  user: words.optional(),
  /** The path of the address, or a folder above it; `/api` if left out. */
  path: z.string().startsWith("/", "must begin with a slash").optional(),
});

/** Calls that a fault strikes: those that match, `after` of them let pass, then so many `times`, or until it is cleared. */
const aim = {
  match: match.default({}),
  after: z.int().min(0).default(0),
  times: z.int().min(1).optional(),
};

/** Nothing but itself: the fault holds for the whole server until it is cleared. */
const whole = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind) });

const orderSchema = z.discriminatedUnion("kind", [
  /** The server gets the call late. */
  z.strictObject({ kind: z.literal("delay"), milliseconds, ...aim }),
  /** The server acts at once and answers late. */
  z.strictObject({ kind: z.literal("late-answer"), milliseconds, ...aim }),
  z.strictObject({ kind: z.literal("never-answers"), ...aim }),
  /** A proxy's page in the place of an answer. */
  z.strictObject({ kind: z.enum(["html-200", "html-502", "html-503", "html-504"]), ...aim }),
  /** The line is cut before the server acts. */
  z.strictObject({ kind: z.literal("cut"), ...aim }),
  /** The server acts, and its answer is lost. */
  z.strictObject({ kind: z.literal("cut-after"), ...aim }),
  /** Half of the answer, as if that were all. */
  z.strictObject({ kind: z.literal("truncated"), ...aim }),
  /** The answer drop by drop: so many bytes each time. */
  z.strictObject({
    kind: z.literal("trickle"),
    milliseconds: milliseconds.default(200),
    bytes: z.int().min(1).default(16),
    ...aim,
  }),
  z.strictObject({ kind: z.literal("http-429"), retryAfterSeconds: z.int().min(0).optional(), ...aim }),
  z.strictObject({
    kind: z.literal("bad-key"),
    status: z.literal([200, 401]).default(200),
    ...aim,
  }),
  z.strictObject({
    kind: z.enum(["PermissionError", "ServerError", "ValidationError"]),
    content: words.optional(),
    status: status.default(200),
    ...aim,
  }),
  /** Any JSON in the place of the answer. */
  z.strictObject({
    kind: z.literal("answer"),
    body: z.unknown().refine((body) => body !== undefined, "must be the JSON to answer"),
    status: status.default(200),
    ...aim,
  }),
  /** A list of answers that lacks its last one. */
  z.strictObject({ kind: z.literal("short-answer"), ...aim }),
  whole("hub-down"),
  /** Closes all connections to the hub, once; clients may come back. */
  whole("hub-drop"),
  /** Files can be neither fetched nor sent; the API answers. */
  whole("files-down"),
]);

/** What goes wrong, and when. */
export type FaultOrder = z.output<typeof orderSchema>;

/** The same as it is ordered: what has a usual value may be left out. */
export type FaultWish = z.input<typeof orderSchema>;

type WholeKind = { kind: "hub-down" | "hub-drop" | "files-down" };

/** Faults that strike single calls. */
export type CallFault = Exclude<FaultOrder, WholeKind>;
export type CallFaultWish = Exclude<FaultWish, WholeKind>;

/** An order that can't be carried out; the message says why. */
export class BadOrder extends Error {
  override readonly name = "BadOrder";
}

const kinds = orderSchema.options.flatMap(({ shape: { kind } }) =>
  "options" in kind ? kind.options : [...kind.values],
);

/** @throws BadOrder with a sentence that names the field and what may stand there. */
export function parseOrder(sent: unknown): FaultOrder {
  const result = orderSchema.safeParse(sent);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join(".") ?? "";
  if (issue?.code === "unrecognized_keys") {
    throw new BadOrder(`${where || "This kind of fault"} does not know ${issue.keys.join(", ")}.`);
  }
  if (where === "kind" || where === "") {
    throw new BadOrder(`A fault is an object with a kind, one of: ${kinds.join(", ")}.`);
  }
  throw new BadOrder(`${where}: ${issue?.message ?? "is wrong"}.`);
}
