"use client";

import { useEffect, useId, useRef, useState } from "react";
import { destinationMessages } from "#components/messages/destination-messages";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { cleanFolderName } from "#lib/domain/folder-name";

const words = destinationMessages.newFolder;

/** Asks for a name and gives it back as a folder can have it. */
export function NewFolder({ into, onAdd }: { into: string; onAdd: (name: string) => void }) {
  const id = useId();
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const name = cleanFolderName(text);

  // The panel is drawn just before it is shown, and what is hidden takes no focus.
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);

  return (
    <div className="flex flex-col gap-1.5 p-3">
      <label htmlFor={id} className="text-xs font-medium text-muted">
        {words.name}
      </label>
      <div className="flex gap-2">
        <Input
          ref={input}
          id={id}
          value={text}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-note`}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            // The form around it would press Show.
            event.preventDefault();
            if (name !== "") onAdd(name);
          }}
          className="font-mono text-xs!"
        />
        <Button disabled={name === ""} onClick={() => onAdd(name)}>
          {words.add}
        </Button>
      </div>
      <p id={`${id}-note`} className="text-xs text-faint">
        <span className="block truncate" title={into}>
          {words.into} <code className="font-mono text-2xs">{into}</code>
        </span>
        {name === ""
          ? words.nothing
          : name === text.trim()
            ? words.explained
            : `${words.becomes(name)}. ${words.explained}`}
      </p>
    </div>
  );
}
