import type { APIRequestContext } from "@playwright/test";
import { demo } from "../../e2e/studio.ts";

/** Milliseconds that requests have taken since the server began, by what they were about. */
export interface RequestSums {
  ftrack: number;
  own: number;
  count: number;
}

/** What the program says of its own requests, in /api/metrics; `request` is an admin's. */
export async function requestSums(request: APIRequestContext, work: string): Promise<RequestSums> {
  const text = await (await request.get(`${demo().app}/api/metrics`)).text();
  const figure = (name: string, part: string) => {
    const found = new RegExp(
      `^compout_request_seconds_${name}\\{(?=[^}]*work="${work}")(?=[^}]*part="${part}")[^}]*\\} (\\S+)`,
      "m",
    ).exec(text);
    return Number(found?.[1] ?? 0);
  };
  return {
    ftrack: figure("sum", "ftrack") * 1000,
    own: figure("sum", "own") * 1000,
    count: figure("count", "own"),
  };
}
