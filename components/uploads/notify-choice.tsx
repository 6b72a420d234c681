"use client";

import { useId, useState } from "react";
import { usePreference } from "#components/desk/use-preferences";
import { progressMessages } from "#components/messages/progress-messages";
import { Checkbox } from "#components/ui/checkbox";
import { hasNotifications } from "./notify.ts";

const words = progressMessages.notify;

/** Whether a desktop notification tells when an upload ends. The browser's permission is asked for by this click alone. */
export function NotifyChoice() {
  const id = useId();
  const [look, setLook] = usePreference("look");
  const [problem, setProblem] = useState<string | null>(null);

  async function choose(wanted: boolean): Promise<void> {
    setProblem(null);
    if (wanted && !hasNotifications()) return setProblem(words.missing);
    if (wanted && (await Notification.requestPermission()) !== "granted") return setProblem(words.refused);
    setLook((before) => ({ ...before, notify: wanted }));
  }

  return (
    <div className="border-t border-line px-3 py-2 text-xs">
      <label htmlFor={id} className="flex items-center gap-2">
        <Checkbox id={id} checked={look.notify} onChange={({ target }) => void choose(target.checked)} />
        {words.label}
      </label>
      {problem === null ? null : (
        <p role="alert" className="mt-1 text-warn">
          {problem}
        </p>
      )}
    </div>
  );
}
