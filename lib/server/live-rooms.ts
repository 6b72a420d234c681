export interface Follower<News> {
  onNews(news: News): void;
  /** No more news will come: the server stops. */
  onEnd(): void;
}

/** Brings changes of things to all who follow them; each thing is read once for all of them. */
export interface LiveRooms<Key, News> {
  /** Something about this thing changed. */
  announce(key: Key): void;
  /** Announcements may have been missed. */
  announceAll(): void;
  /** Gives the first news before it returns the function that ends following; null where there is no such thing. */
  follow(key: Key, follower: Follower<News>): Promise<(() => void) | null>;
  close(): void;
}

export interface RoomOptions<Key, State, News> {
  read(key: Key): Promise<State | null>;
  /** For one who begins to follow. */
  whole(state: State): News;
  /** Null where nothing has changed. */
  change(before: State, after: State): News | null;
  /** Milliseconds after which it is read without an announcement; null: never. */
  rereadMs(state: State): number | null;
  onError(error: unknown): void;
  /** Milliseconds between two readings of one thing, at least. */
  throttleMs: number;
}

interface Room<State, News> {
  followers: Set<Follower<News>>;
  latest: State;
  readAt: number;
  reading: boolean;
  /** Something was announced since the last reading began. */
  wanted: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** After a reading that failed, as a multiple of the throttle. */
const patience = 10;

export function createLiveRooms<Key, State, News>(options: RoomOptions<Key, State, News>): LiveRooms<Key, News> {
  const rooms = new Map<Key, Room<State, News>>();

  async function read(key: Key, room: Room<State, News>): Promise<void> {
    room.reading = true;
    room.wanted = false;
    room.readAt = performance.now();
    try {
      const state = await options.read(key);
      if (state === null || rooms.get(key) !== room) return;
      const news = options.change(room.latest, state);
      room.latest = state;
      if (news !== null) for (const follower of room.followers) follower.onNews(news);
    } finally {
      room.reading = false;
    }
  }

  function readIn(key: Key, room: Room<State, News>, waitMs: number): void {
    clearTimeout(room.timer);
    room.timer = setTimeout(() => {
      read(key, room).then(
        () => rest(key, room),
        (error: unknown) => {
          options.onError(error);
          // What was announced was not seen yet, and will not be announced again.
          room.wanted = true;
          if (rooms.get(key) === room) readIn(key, room, patience * options.throttleMs);
        },
      );
    }, waitMs);
    room.timer.unref();
  }

  /** Until the next announcement it may be read now and then, for announcements can be lost. */
  function rest(key: Key, room: Room<State, News>): void {
    if (rooms.get(key) !== room) return;
    const waitMs = room.wanted ? options.throttleMs : options.rereadMs(room.latest);
    if (waitMs !== null) readIn(key, room, waitMs);
  }

  function announce(key: Key): void {
    const room = rooms.get(key);
    // One that waits already reads soon enough, and one reading goes after the other: an older one never comes in last.
    if (room === undefined || room.wanted) return;
    room.wanted = true;
    if (!room.reading) readIn(key, room, Math.max(0, room.readAt + options.throttleMs - performance.now()));
  }

  function leave(key: Key, room: Room<State, News>, follower: Follower<News>): void {
    room.followers.delete(follower);
    if (room.followers.size > 0) return;
    clearTimeout(room.timer);
    if (rooms.get(key) === room) rooms.delete(key);
  }

  return {
    announce,
    announceAll() {
      for (const key of rooms.keys()) announce(key);
    },
    async follow(key, follower) {
      const state = await options.read(key);
      if (state === null) return null;
      const room = rooms.get(key) ?? newRoom(state);
      rooms.set(key, room);
      room.followers.add(follower);
      // What the room knows, which later news build on, even where this reading is newer.
      follower.onNews(options.whole(room.latest));
      announce(key);
      return () => leave(key, room, follower);
    },
    close() {
      for (const room of rooms.values()) {
        clearTimeout(room.timer);
        for (const follower of room.followers) follower.onEnd();
      }
      rooms.clear();
    },
  };

  function newRoom(latest: State): Room<State, News> {
    return { followers: new Set(), latest, readAt: performance.now(), reading: false, wanted: false, timer: undefined };
  }
}
