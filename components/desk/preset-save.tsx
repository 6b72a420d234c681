"use client";

import { useId, useState } from "react";
import { presetMessages } from "#components/messages/preset-messages";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { describedBy, Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { PresetView } from "#lib/domain/preset";
import { namesake } from "./preset-order.ts";

interface PresetSaveProps {
  presets: readonly PresetView[] | null;
  /** The selection of now; null while there is none to save. */
  address: string | null;
  /** Why there is none. */
  missing: string;
  busy: boolean;
  onSave: (name: string, shared: boolean) => Promise<boolean>;
  onReplace: (preset: PresetView, shared: boolean) => Promise<boolean>;
}

/** Gives the selection of now a name. No form of its own: it lies inside the desk's. */
export function PresetSave({ presets, address, missing, busy, onSave, onReplace }: PresetSaveProps) {
  const id = useId();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const same = namesake(presets ?? [], name);
  const hint = address === null ? missing : same ? presetMessages.replaceHint(same.name) : null;
  const may = address !== null && presets !== null && name.trim() !== "";

  async function save() {
    if (!may || busy) return;
    if (await (same ? onReplace(same, shared) : onSave(name, shared))) {
      setName("");
      setShared(false);
    }
  }

  return (
    <div className="flex flex-col gap-2 border-t border-line p-3">
      <Field htmlFor={id} label={presetMessages.saveLabel} hint={hint}>
        <Input
          id={id}
          value={name}
          maxLength={80}
          placeholder={presetMessages.savePlaceholder}
          autoComplete="off"
          aria-describedby={describedBy(id, { hint })}
          onChange={(event) => {
            const typed = event.target.value;
            setName(typed);
            const known = namesake(presets ?? [], typed);
            if (known && known !== same) setShared(known.shared);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            void save();
          }}
        />
      </Field>
      <div className="flex items-center gap-2">
        <label htmlFor={`${id}-shared`} className="flex min-h-6 items-center gap-2">
          <Checkbox id={`${id}-shared`} checked={shared} onChange={(event) => setShared(event.target.checked)} />
          {presetMessages.saveShared}
        </label>
        <Button
          size="sm"
          busy={busy}
          aria-disabled={!may || undefined}
          className="ml-auto aria-disabled:opacity-50"
          onClick={() => void save()}
        >
          {same ? presetMessages.replace : presetMessages.save}
        </Button>
      </div>
    </div>
  );
}
