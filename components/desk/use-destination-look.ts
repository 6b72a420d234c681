"use client";

import { useEffect, useState } from "react";
import { answerMessages } from "#components/messages/answer-messages";
import { destinationMessages } from "#components/messages/destination-messages";
import type { Answer } from "#lib/domain/answer";
import type { DestinationLook } from "#lib/domain/completion";
import type { DestinationPlace } from "./destination-place.ts";

const quietMs = 180;

interface Looked {
  /** What was asked about. */
  key: string;
  place: string;
  look: DestinationLook | null;
  problem: string | null;
}

/** Asks the server about what is typed, once typing pauses; a question that is stale is aborted. The last answer stays until the next one is there. */
export function useDestinationLook(place: DestinationPlace | null, path: string, wanted: boolean) {
  const [looked, setLooked] = useState<Looked | null>(null);
  const key = place === null || !wanted ? null : lookAddress(place, path);
  const at = place === null ? "" : `${place.project} ${place.type}`;

  useEffect(() => {
    if (key === null) return;
    const stale = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await look(key, stale.signal);
      if (!stale.signal.aborted) setLooked({ key, place: at, ...answer });
    }, quietMs);
    return () => {
      clearTimeout(timer);
      stale.abort();
    };
  }, [key, at]);

  // What was true of another project or upload type is not shown for this one.
  const of = looked?.place === at && place !== null ? looked : null;
  return {
    look: of?.look ?? null,
    problem: of?.problem ?? null,
    /** What is on screen is about what was typed before. */
    asking: key !== null && looked?.key !== key,
  };
}

function lookAddress({ project, type, department }: DestinationPlace, path: string): string {
  const asked = new URLSearchParams({ project, type, path });
  if (department !== null) asked.set("department", department);
  return `/api/folders?${asked}`;
}

async function look(address: string, signal: AbortSignal): Promise<Pick<Looked, "look" | "problem">> {
  try {
    const response = await fetch(address, { signal, cache: "no-store" });
    if (response.status === 401) return { look: null, problem: answerMessages.signedOut };
    const answer = parseLook(await response.json());
    return answer.ok ? { look: answer.value, problem: null } : { look: null, problem: answer.sentence };
  } catch {
    return { look: null, problem: destinationMessages.noAnswer };
  }
}

/** The handler is of one program and one version with this page, so that the shape is taken as it comes. */
function parseLook(body: unknown): Answer<DestinationLook> {
  return body as Answer<DestinationLook>;
}
