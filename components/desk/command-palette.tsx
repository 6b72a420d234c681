"use client";

import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { commandMessages } from "#components/messages/command-messages";
import { cn } from "#components/ui/class-names";
import { Dialog } from "#components/ui/dialog";
import { Input } from "#components/ui/input";
import { Keys } from "#components/ui/keys";
import { type Command, useCommandList } from "./command-registry.tsx";
import { movedRow } from "./move-row.ts";
import { folded, wordsOf } from "./row-filter.ts";

const groups = ["desk", "versions", "table", "go"] as const;

/** Commands whose names hold all of the words, group by group. */
export function CommandPalette({ onClose }: { onClose: (run?: () => void) => void }) {
  const id = useId();
  const list = useCommandList();
  const [commands] = useState(list);
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  // After the dialog has opened, which gives the focus to its first button.
  useEffect(() => input.current?.focus(), []);
  const found = useMemo(() => matching(commands, text), [commands, text]);
  const current = found[active];

  useLayoutEffect(() => {
    box.current?.querySelector(`[data-place="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  function run(command: Command | undefined) {
    if (command === undefined || command.off) return;
    onClose(command.run);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter") run(current);
    else {
      const to = event.key === "Home" || event.key === "End" ? null : movedRow(event.key, active, found.length, 8);
      if (to === null) return;
      setActive(to);
    }
    event.preventDefault();
  }

  return (
    <Dialog open onClose={() => onClose()} title={commandMessages.palette}>
      <Input
        ref={input}
        tall
        role="combobox"
        aria-label={commandMessages.search}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        aria-autocomplete="list"
        placeholder={commandMessages.search}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => {
          setText(target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={box}
        id={`${id}-list`}
        role="listbox"
        aria-label={commandMessages.palette}
        className="mt-2 h-80 overflow-auto"
      >
        {groups.map((group) => {
          const members = found.flatMap((command, at) => (command.group === group ? [{ command, at }] : []));
          return members.length === 0 ? null : (
            // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox, which no element stands for.
            <div key={group} role="group" aria-label={commandMessages.groups[group]} className="mb-2">
              <p aria-hidden="true" className="px-2 py-1 text-xs font-medium text-muted">
                {commandMessages.groups[group]}
              </p>
              {members.map(({ command, at }) => (
                <Option
                  key={command.id}
                  id={`${id}-${command.id}`}
                  command={command}
                  at={at}
                  active={at === active}
                  onPoint={() => setActive(at)}
                  onRun={() => run(command)}
                />
              ))}
            </div>
          );
        })}
        {found.length === 0 ? <p className="px-2 py-1 text-muted">{commandMessages.none}</p> : null}
      </div>
    </Dialog>
  );
}

interface OptionProps {
  id: string;
  command: Command;
  at: number;
  active: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function Option({ id, command, at, active, onPoint, onRun }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field above holds the focus and names the active option.
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is heard by that field.
    <div
      id={id}
      role="option"
      data-place={at}
      aria-selected={active}
      aria-disabled={command.off ? true : undefined}
      onPointerMove={onPoint}
      onClick={onRun}
      className={cn(
        "flex h-8 cursor-pointer items-center gap-3 rounded-sm px-2",
        active && "bg-selected",
        command.off && "cursor-default text-faint",
      )}
    >
      <span className="truncate">{command.label}</span>
      {command.off ? <span className="ml-auto truncate text-xs">{command.off}</span> : null}
      {command.keys ? (
        <span className="ml-auto flex gap-1">
          <Keys keys={command.keys.split(" ")} />
        </span>
      ) : null}
    </div>
  );
}

function matching(commands: readonly Command[], text: string): Command[] {
  const words = wordsOf(text);
  const fits = ({ label }: Command) => words.every((word) => folded(label).includes(word));
  // In the order in which they are drawn, so that the arrow keys go from one to the next.
  return groups.flatMap((group) => commands.filter((command) => command.group === group && fits(command)));
}
