"use client";

import type { RefObject } from "react";
import { describedBy, Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Sentence } from "#components/ui/sentence";
import { Textarea } from "#components/ui/textarea";

export interface DestinationFieldsProps {
  destination: string;
  onDestination: (destination: string) => void;
  /** What is wrong with the destination; null where nothing is known to be. */
  problem: string | null;
  input: RefObject<HTMLInputElement | null>;
  comment: string;
  onComment: (comment: string) => void;
}

/** Where the links go, and what the artist has to say about them: both are part of the plan that Preview shows. */
export function DestinationFields(props: DestinationFieldsProps) {
  const { destination, onDestination, problem, input, comment, onComment } = props;
  const error = problem === null ? null : <Sentence text={problem} />;
  return (
    <>
      <Field htmlFor="destination" label="Destination path" error={error} className="grow-3 basis-80">
        <Input
          ref={input}
          id="destination"
          value={destination}
          maxLength={4096}
          placeholder="A folder inside 00_ftp; paste what you have"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby={describedBy("destination", { error })}
          onChange={(event) => onDestination(event.target.value)}
          className="font-mono text-xs! placeholder:font-sans"
        />
      </Field>
      <Field
        htmlFor="comment"
        label={
          <>
            Comment <span className="font-normal text-faint">(optional)</span>
          </>
        }
        className="grow-2 basis-56"
      >
        <Textarea
          id="comment"
          rows={1}
          value={comment}
          maxLength={4000}
          placeholder="For the supervisors and the note in ftrack"
          onChange={(event) => onComment(event.target.value)}
          className="field-sizing-content h-auto max-h-32 min-h-7! resize-none! py-0.75!"
        />
      </Field>
    </>
  );
}
