import type { LiveEvent } from "#lib/domain/live";

/** Takes server-sent events as they trickle in, and gives the events that are whole by now. Heartbeats give none. */
export function eventReader(): (text: string) => LiveEvent[] {
  let rest = "";
  return (text) => {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop() ?? "";
    return blocks.flatMap((block) => (block.startsWith("data: ") ? (parseLiveEvent(block.slice(6)) ?? []) : []));
  };
}

/** Our own server checked it when it was written; null where it is none, as when a proxy answers in the server's place. */
function parseLiveEvent(data: string): LiveEvent | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data);
  } catch {
    return null;
  }
  const whole = typeof parsed === "object" && parsed !== null && "topic" in parsed && "about" in parsed;
  return whole ? (parsed as LiveEvent) : null;
}
