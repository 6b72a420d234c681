"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { noPreferences, type PreferenceName, type Preferences } from "#lib/domain/preferences";
import { unsavedPreferences } from "./unsaved-preferences.ts";

interface PreferencesState {
  preferences: Preferences;
  set<Name extends PreferenceName>(name: Name, change: (before: Preferences[Name]) => Preferences[Name]): void;
}

const PreferencesContext = createContext<PreferencesState>({ preferences: noPreferences, set: () => undefined });
const keepAfterMs = 600;

interface PreferencesProviderProps {
  username: string;
  given: Preferences;
  children: ReactNode;
}

/** Holds what the person keeps of the desk; a change shows at once and is kept by the server a moment later. */
export function PreferencesProvider({ username, given, children }: PreferencesProviderProps) {
  const [preferences, setPreferences] = useState(given);
  const latest = useRef(given);
  const timers = useRef(new Map<PreferenceName, ReturnType<typeof setTimeout>>());
  const unsaved = useMemo(() => unsavedPreferences(username), [username]);

  const keep = useCallback(
    (name: PreferenceName) => {
      clearTimeout(timers.current.get(name));
      timers.current.delete(name);
      const value = latest.current[name];
      // Should this fail, the page still shows the choice, and the next one sends it again: but not what is refused.
      send(JSON.stringify({ name, value })).then(
        ({ ok, status }) => (ok || status === 400) && unsaved.saved(name, value),
        () => undefined,
      );
    },
    [unsaved],
  );

  const set = useCallback<PreferencesState["set"]>(
    (name, change) => {
      const value = change(latest.current[name]);
      if (value === latest.current[name]) return;
      latest.current = { ...latest.current, [name]: value };
      setPreferences(latest.current);
      unsaved.add(name, value);
      clearTimeout(timers.current.get(name));
      timers.current.set(
        name,
        setTimeout(() => keep(name), keepAfterMs),
      );
    },
    [keep, unsaved],
  );

  useEffect(() => {
    const left = unsaved.read();
    if (Object.keys(left).length === 0) return;
    latest.current = { ...latest.current, ...left };
    setPreferences(latest.current);
    for (const name in left) keep(name as PreferenceName);
  }, [keep, unsaved]);

  useEffect(() => {
    const waiting = timers.current;
    const keepAll = () => {
      for (const name of [...waiting.keys()]) keep(name);
    };
    addEventListener("pagehide", keepAll);
    return () => {
      removeEventListener("pagehide", keepAll);
      keepAll();
    };
  }, [keep]);

  const state = useMemo(() => ({ preferences, set }), [preferences, set]);
  return <PreferencesContext value={state}>{children}</PreferencesContext>;
}

/** More a browser does not go on sending once the page is left. */
const mostKeptAlive = 60_000;

function send(body: string): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch("/api/preferences", { method: "PUT", headers, body, keepalive: body.length < mostKeptAlive });
}

/** One preference, and how to change it. */
export function usePreference<Name extends PreferenceName>(name: Name) {
  const { preferences, set } = use(PreferencesContext);
  const change = useCallback((to: (before: Preferences[Name]) => Preferences[Name]) => set(name, to), [name, set]);
  return [preferences[name], change] as const;
}
