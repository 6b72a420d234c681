"use client";

import { useEffect, useState } from "react";
import { presetMessages } from "#components/messages/preset-messages";
import { ask, type Problem } from "#components/shell/ask";
import type { Answer } from "#lib/domain/answer";
import type { PresetView } from "#lib/domain/preset";
import type { PresetActions } from "./preset-actions.ts";
import { inPresetOrder, withPreset } from "./preset-order.ts";

/** The presets of a project, and the ways to change them; one at a time. */
export function usePresets(project: string, actions: PresetActions) {
  const [presets, setPresets] = useState<PresetView[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState("");

  useEffect(() => {
    const gone = new AbortController();
    void readPresets(project, gone.signal).then((answer) => {
      if (gone.signal.aborted) return;
      if (answer.ok) setPresets(inPresetOrder(answer.value));
      else setProblem(answer);
    });
    return () => gone.abort();
  }, [project]);

  /** Whether it was done. */
  async function put<T>(question: Promise<Answer<T>>, then: (value: T) => string): Promise<boolean> {
    setBusy(true);
    setProblem(null);
    const answer = await question;
    setBusy(false);
    setDone(answer.ok ? then(answer.value) : "");
    if (!answer.ok) setProblem(answer);
    return answer.ok;
  }

  function take(preset: PresetView): void {
    setPresets((before) => withPreset(before ?? [], preset));
  }

  return {
    /** Null until they are read. */
    presets,
    problem,
    busy,
    /** What was done last, in a sentence. */
    done,
    save: (wish: { name: string; shared: boolean; address: string }) =>
      put(ask(actions.savePreset, { project, ...wish }), (preset) => {
        take(preset);
        return presetMessages.done.saved(preset.name);
      }),
    change: (
      preset: PresetView,
      change: { name?: string; shared?: boolean; address?: string },
      said: (name: string) => string,
    ) =>
      put(ask(actions.changePreset, { id: preset.id, ...change }), (changed) => {
        take(changed);
        return said(changed.name);
      }),
    remove: (preset: PresetView) =>
      put(ask(actions.deletePreset, { id: preset.id }), () => {
        setPresets((before) => (before ?? []).filter(({ id }) => id !== preset.id));
        return presetMessages.done.deleted(preset.name);
      }),
  };
}
export type Presets = ReturnType<typeof usePresets>;

/** Not an action: those wait for one another, and the rows may be on their way. */
async function readPresets(project: string, signal: AbortSignal): Promise<Answer<PresetView[]>> {
  const failed = (code: "unexpected" | "not-signed-in", sentence: string) =>
    ({ ok: false, code, sentence, errorId: null }) as const;
  try {
    const answer = await fetch(`/api/presets?project=${encodeURIComponent(project)}`, { cache: "no-store", signal });
    if (answer.status === 401) return failed("not-signed-in", presetMessages.signedOut);
    return parsePresets(await answer.json()) ?? failed("unexpected", presetMessages.noAnswer);
  } catch {
    return failed("unexpected", presetMessages.noAnswer);
  }
}

/** The answer of our own handler: its type is known. */
function parsePresets(body: unknown): Answer<PresetView[]> | null {
  return typeof body === "object" && body !== null && "ok" in body ? (body as Answer<PresetView[]>) : null;
}
