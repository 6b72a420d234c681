import type { PreferenceName, Preferences } from "#lib/domain/preferences";

/** What a person changed and the server may not know yet: kept in the browser, so that a page that is left at that moment loses nothing. */
export interface UnsavedPreferences {
  read(): Partial<Preferences>;
  add<Name extends PreferenceName>(name: Name, value: Preferences[Name]): void;
  /** Forgets what the server has, or will never take, unless it was changed again meanwhile. */
  saved<Name extends PreferenceName>(name: Name, value: Preferences[Name]): void;
}

export function unsavedPreferences(username: string): UnsavedPreferences {
  const key = `compout-unsaved-${username}`;

  function read(): Partial<Preferences> {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
      return typeof kept === "object" && kept !== null ? kept : {};
    } catch {
      return {};
    }
  }

  function write(kept: Partial<Preferences>): void {
    try {
      if (Object.keys(kept).length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing: then the server alone does, a moment later.
    }
  }

  return {
    read,
    add: (name, value) => write({ ...read(), [name]: value }),
    saved(name, value) {
      const { [name]: kept, ...others } = read();
      if (JSON.stringify(kept) === JSON.stringify(value)) write(others);
    },
  };
}
