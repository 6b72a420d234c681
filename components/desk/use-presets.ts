"use client";

import { useEffect, useState } from "react";
import { presetMessages } from "#components/messages/preset-messages";
import { ask, type Problem } from "#components/shell/ask";
import { lookUp } from "#components/shell/look-up";
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
    lookUp<PresetView[]>("/api/presets", { project }, gone.signal).then(
      (answer) => {
        if (answer.ok) setPresets(inPresetOrder(answer.value));
        else setProblem(answer);
      },
      () => undefined,
    );
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
