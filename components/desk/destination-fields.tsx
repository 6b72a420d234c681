"use client";

import { FolderPlus, Star } from "lucide-react";
import { type RefObject, Suspense, useState } from "react";
import { destinationMessages as words } from "#components/messages/destination-messages";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/class-names";
import { Field } from "#components/ui/field";
import { late } from "#components/ui/late";
import { Popover } from "#components/ui/popover";
import { Textarea } from "#components/ui/textarea";
import { DestinationCombobox } from "./destination-combobox.tsx";
import { offersFor } from "./destination-offers.ts";
import type { DestinationPlace } from "./destination-place.ts";
import { DestinationState } from "./destination-state.tsx";
import { useDestinationLook } from "./use-destination-look.ts";
import type { KeptForProject } from "./use-kept-destinations.ts";

const NewFolder = late(() => import("./new-folder.tsx").then((module) => module.NewFolder));

export interface DestinationFieldsProps {
  /** Null until project and upload type are chosen. */
  place: DestinationPlace | null;
  kept: KeptForProject;
  destination: string;
  onDestination: (destination: string) => void;
  /** What the preview said of it; null where nothing is known to be wrong. */
  problem: string | null;
  input: RefObject<HTMLInputElement | null>;
  comment: string;
  onComment: (comment: string) => void;
}

/** Where the links go, and what the artist has to say about them: both are part of the plan that Preview shows. */
export function DestinationFields(props: DestinationFieldsProps) {
  const { place, kept, destination, onDestination, problem, input, comment, onComment } = props;
  const [open, setOpen] = useState(false);
  const empty = destination.trim() === "";
  const { look, problem: trouble, asking } = useDestinationLook(place, destination, open || !empty);
  const offers = offersFor(destination, look, kept.kept);
  const wrong = problem ?? trouble ?? (!empty && look?.state === "wrong" ? look.sentence : null);
  const path = empty || wrong !== null ? null : (look?.path ?? null);
  const starred = path !== null && kept.kept.starred.includes(path);
  return (
    <>
      <Field htmlFor="destination" label={words.label} className="grow-3 basis-80">
        <div className="flex gap-1">
          <DestinationCombobox
            id="destination"
            value={destination}
            onChange={onDestination}
            offers={offers}
            more={look?.more ?? false}
            kept={kept}
            input={input}
            invalid={wrong !== null}
            describedBy="destination-state"
            open={open && place !== null}
            onOpen={setOpen}
          />
          <Button
            variant="quiet"
            size="icon"
            aria-label={starred ? words.unstar : words.star}
            title={starred ? words.unstar : words.star}
            aria-pressed={starred}
            disabled={path === null}
            onClick={() => path && kept.toggleStar(path)}
          >
            <Star aria-hidden="true" className={cn(starred && "fill-warn text-warn")} />
          </Button>
          <Popover
            label={words.newFolder.title}
            width={340}
            wanted={140}
            align="end"
            trigger={(trigger) => (
              <Button
                {...trigger}
                variant="quiet"
                size="icon"
                aria-label={words.newFolder.open}
                title={words.newFolder.open}
                disabled={path === null}
              >
                <FolderPlus aria-hidden="true" />
              </Button>
            )}
          >
            {(close) => (
              <Suspense>
                <NewFolder
                  into={path ?? ""}
                  onAdd={(name) => {
                    onDestination(`${path ?? ""}/${name}`);
                    close();
                  }}
                />
              </Suspense>
            )}
          </Popover>
        </div>
        <span role="status" className="sr-only">
          {open && place !== null && !asking ? words.offered(offers.length) : ""}
        </span>
      </Field>
      <DestinationState
        id="destination-state"
        look={look}
        problem={wrong}
        ready={place !== null}
        asking={asking}
        empty={empty}
      />
      <Field
        htmlFor="comment"
        label={
          <>
            {words.comment} <span className="font-normal text-faint">{words.optional}</span>
          </>
        }
        className="grow-2 basis-56"
      >
        <Textarea
          id="comment"
          rows={1}
          value={comment}
          maxLength={4000}
          placeholder={words.commentPlaceholder}
          onChange={(event) => onComment(event.target.value)}
          className="field-sizing-content h-auto max-h-32 min-h-7! resize-none! py-0.75!"
        />
      </Field>
    </>
  );
}
