"use client";

import { House, Send } from "lucide-react";
import { deskMessages } from "#components/messages/desk-messages";
import { type UploadType, uploadTypeLabel, uploadTypes } from "#lib/domain/upload-type";

const icons = { internal: House, client: Send } as const satisfies Record<UploadType, unknown>;

interface UploadTypeChoiceProps {
  value: UploadType | null;
  onChange: (type: UploadType) => void;
}

/** Internal or client, each in its own colour, with its sign and its word. Nothing is chosen beforehand: it must be meant. */
export function UploadTypeChoice({ value, onChange }: UploadTypeChoiceProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-xs font-medium text-muted">{deskMessages.type}</legend>
      <div className="grid h-7 grid-cols-2 overflow-hidden rounded-md border border-line-control bg-surface">
        {uploadTypes.map((type) => {
          const Icon = icons[type];
          return (
            <label
              key={type}
              htmlFor={`upload-type-${type}`}
              data-type={type}
              className="relative flex items-center justify-center gap-1.5 px-2.5 font-medium text-muted select-none hover:bg-hover has-checked:bg-type has-checked:text-type-on has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus"
            >
              <input
                id={`upload-type-${type}`}
                type="radio"
                name="upload-type"
                value={type}
                checked={value === type}
                onChange={() => onChange(type)}
                className="absolute inset-0 m-0 size-full appearance-none opacity-0"
              />
              <Icon aria-hidden="true" className="size-3.5 shrink-0" />
              {uploadTypeLabel[type]}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
