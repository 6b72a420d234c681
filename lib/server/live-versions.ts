import type { HubState } from "#lib/domain/hub-state";
import type { ProjectId } from "#lib/domain/ids";
import { touchedBy } from "#lib/domain/touched-versions";
import { type UploadType, uploadTypes } from "#lib/domain/upload-type";
import { mergeStates, mostChanges, type VersionState, type VersionsNews } from "#lib/domain/versions-news";
import type { ChangeListener } from "#lib/services/ports/ftrack";
import type { Follower } from "./live-rooms.ts";

/** Brings changes of versions in ftrack to those who follow a project and upload type, over one connection for all. */
export interface LiveVersions {
  /** Gives the first news before it returns the function that ends following. */
  follow(project: ProjectId, type: UploadType, follower: Follower<VersionsNews>): () => void;
  hub(): HubState;
  close(): void;
}

export interface LiveVersionsOptions {
  listen(listener: ChangeListener): { close(): void };
  read(wish: {
    project: ProjectId;
    versionIds: readonly string[];
    taskIds: readonly string[];
  }): Promise<Record<UploadType, VersionState[]>>;
  now(): Date;
  onError(error: unknown): void;
  /** Milliseconds in which changes are gathered before they are read. */
  gatherMs: number;
  /** Milliseconds for which a project, and the connection, is kept after the last follower left: many come back. */
  lingerMs: number;
}

/** More changes at once are not read one by one: whoever shows versions asks anew. */
const mostTouched = 1000;

interface Room {
  project: ProjectId;
  followers: Map<Follower<VersionsNews>, UploadType>;
  kept: Record<UploadType, readonly VersionState[]>;
  /** Null while changes are not heard of. */
  since: string | null;
  /** Since when what changed can't be read, though it is heard of. */
  unreadSince: string | null;
  versionIds: Set<string>;
  taskIds: Set<string>;
  timer: NodeJS.Timeout | undefined;
  linger: NodeJS.Timeout | undefined;
  reading: boolean;
}

const nothingKept: Room["kept"] = { internal: [], client: [] };

export function createLiveVersions(options: LiveVersionsOptions): LiveVersions {
  const rooms = new Map<ProjectId, Room>();
  let line: { close(): void } | null = null;
  let since: string | null = null;
  let deaf: HubState["deaf"] = null;
  const moment = () => options.now().toISOString();

  const listener: ChangeListener = {
    onUpdate(event) {
      for (const { project, versionIds, taskIds } of touchedBy(event)) {
        for (const room of rooms.values()) {
          if (project !== null && project !== room.project) continue;
          for (const id of versionIds) room.versionIds.add(id);
          for (const id of taskIds) room.taskIds.add(id);
          schedule(room, options.gatherMs);
        }
      }
    },
    onHeard() {
      since = moment();
      deaf = null;
      // What changed before is not known, so nothing that is kept may count as all of it.
      for (const room of rooms.values()) beginAnew(room, since);
    },
    onDeaf(reason) {
      const began = deaf === null;
      deaf = { since: deaf?.since ?? moment(), reason };
      since = null;
      for (const room of rooms.values()) {
        room.since = null;
        if (began) tell(room, nothingKept);
      }
    },
  };

  function tell(room: Room, changed: Room["kept"], whole = false): void {
    const news = { internal: newsOf(room, changed.internal, whole), client: newsOf(room, changed.client, whole) };
    for (const [follower, type] of room.followers) follower.onNews(news[type]);
  }

  function newsOf(room: Room, changed: readonly VersionState[], whole: boolean): VersionsNews {
    const deafSince = deaf?.since ?? room.unreadSince;
    return { since: deafSince === null ? room.since : null, deafSince, changed, whole };
  }

  function beginAnew(room: Room, at: string): void {
    Object.assign(room, { kept: nothingKept, since: at, unreadSince: null });
    room.versionIds.clear();
    room.taskIds.clear();
    tell(room, nothingKept, true);
  }

  function schedule(room: Room, waitMs: number): void {
    if (room.timer !== undefined || room.reading) return;
    room.timer = setTimeout(() => void refresh(room), waitMs);
    room.timer.unref();
  }

  async function refresh(room: Room): Promise<void> {
    room.timer = undefined;
    if (rooms.get(room.project) !== room || room.versionIds.size + room.taskIds.size === 0) return;
    if (room.versionIds.size > mostTouched || room.taskIds.size > mostTouched) {
      beginAnew(room, moment());
      return;
    }
    const taskIds = [...room.taskIds];
    const versionIds = [...new Set([...room.versionIds, ...keptWithTask(room, taskIds)])];
    room.versionIds.clear();
    room.taskIds.clear();
    room.reading = true;
    const began = room.since;
    let nextMs = options.gatherMs;
    try {
      const changed = await options.read({ project: room.project, versionIds, taskIds });
      // The line broke meanwhile: what is known by now is only a part.
      if (room.since === began) take(room, changed);
    } catch (error) {
      options.onError(error);
      nextMs = 10 * options.gatherMs;
      for (const id of versionIds) room.versionIds.add(id);
      for (const id of taskIds) room.taskIds.add(id);
      if (room.unreadSince === null) {
        room.unreadSince = moment();
        tell(room, nothingKept);
      }
    }
    room.reading = false;
    if (room.versionIds.size + room.taskIds.size > 0) schedule(room, nextMs);
  }

  function take(room: Room, changed: Record<UploadType, VersionState[]>): void {
    const wasUnread = room.unreadSince !== null;
    room.unreadSince = null;
    room.kept = {
      internal: mergeStates(room.kept.internal, changed.internal),
      client: mergeStates(room.kept.client, changed.client),
    };
    if (room.kept.internal.length > mostChanges) beginAnew(room, moment());
    else if (wasUnread || changed.internal.length > 0) tell(room, changed);
  }

  function open(id: ProjectId): Room {
    const room = newRoom(id, since === null ? null : moment());
    rooms.set(id, room);
    line ??= options.listen(listener);
    return room;
  }

  function leave(room: Room, follower: Follower<VersionsNews>): void {
    room.followers.delete(follower);
    if (room.followers.size > 0) return;
    clearTimeout(room.linger);
    room.linger = setTimeout(() => forget(room), options.lingerMs);
    room.linger.unref();
  }

  function forget(room: Room): void {
    clearTimeout(room.timer);
    if (rooms.get(room.project) === room) rooms.delete(room.project);
    if (rooms.size === 0) hangUp();
  }

  function hangUp(): void {
    line?.close();
    line = null;
    since = null;
    deaf = null;
  }

  return {
    follow(id, type, follower) {
      const room = rooms.get(id) ?? open(id);
      clearTimeout(room.linger);
      room.followers.set(follower, type);
      follower.onNews(newsOf(room, room.kept[type], true));
      return () => leave(room, follower);
    },
    hub: () => ({ wanted: line !== null, since, deaf }),
    close() {
      for (const room of rooms.values()) {
        clearTimeout(room.timer);
        clearTimeout(room.linger);
        for (const follower of room.followers.keys()) follower.onEnd();
      }
      rooms.clear();
      hangUp();
    },
  };
}

function newRoom(project: ProjectId, since: string | null): Room {
  const waiting = { versionIds: new Set<string>(), taskIds: new Set<string>() };
  const timers = { timer: undefined, linger: undefined, reading: false };
  return { project, followers: new Map(), kept: nothingKept, since, unreadSince: null, ...waiting, ...timers };
}

/** Versions whose state is told and builds on one of these tasks: they follow it whatever their own status is now. */
function keptWithTask({ kept }: Room, taskIds: readonly string[]): string[] {
  const wanted = new Set(taskIds);
  return uploadTypes
    .flatMap((type) => kept[type])
    .filter(({ now }) => now !== null && now.task !== null && wanted.has(now.task.id))
    .map(({ versionId }) => versionId);
}
