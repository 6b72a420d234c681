import type { Session } from "./session-token.ts";

type OneSession = Pick<Session, "username" | "expiresAt">;

/** A stream's place. */
export interface StreamPlace {
  /** Says how the stream is ended. */
  occupy(end: () => void): void;
  /** The stream has ended. */
  free(): void;
}

/** Event streams that sessions have open in this process. A browser needs one; without locks, one for each tab. */
export interface StreamPlaces {
  /** Null where the session has none left. */
  take(session: OneSession): StreamPlace | null;
  /** Ends all streams of a session. */
  endAll(session: OneSession): void;
}

export function createStreamPlaces(most: number, streams: { inc(): void; dec(): void }): StreamPlaces {
  const taken = new Map<string, Map<StreamPlace, () => void>>();
  return {
    take(session) {
      const key = keyOf(session);
      const places = taken.get(key) ?? new Map<StreamPlace, () => void>();
      if (places.size >= most) return null;
      const place: StreamPlace = {
        occupy: (end) => void places.set(place, end),
        free() {
          if (!places.delete(place)) return;
          streams.dec();
          if (places.size === 0) taken.delete(key);
        },
      };
      taken.set(key, places);
      places.set(place, () => undefined);
      streams.inc();
      return place;
    },
    endAll(session) {
      for (const end of [...(taken.get(keyOf(session))?.values() ?? [])]) end();
    },
  };
}

/** A session's cookie is renewed as it goes, when it ends is not. */
function keyOf({ username, expiresAt }: OneSession): string {
  return `${expiresAt} ${username}`;
}
