import { LOCATION } from "#sandbox/ftrack/known-ids";
import { schema } from "#sandbox/ftrack/schema/schema";
import { joinKey, numberOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { columnOf } from "./column-of.ts";
import { customValue } from "./custom-value.ts";
import {
  ancestors,
  assetAncestors,
  assetOf,
  assetsBelow,
  contextsAbove,
  descendants,
  homeOf,
  latestVersion,
  parentOf,
} from "./hierarchy.ts";
import type { Reader } from "./reader.ts";

type Scalar = (row: Row, reader: Reader) => unknown;
type Single = (row: Row, store: Store) => Row | undefined;

/** A collection that is worked out; `owners` goes the other way, so that a condition on a member finds its owners. */
export type ComputedCollection = {
  readonly members: (row: Row, store: Store) => readonly Row[];
  readonly owners: (member: Row, store: Store) => readonly Row[];
};

const project = schema.must("Project");
const assetVersion = schema.must("AssetVersion");
const group = schema.must("Group");
const event = schema.must("Event");
const feed = schema.must("Feed");
const setting = schema.must("Setting");
const name = columnOf("Context", "name");
const contextId = columnOf("Context", "id");
const assetName = columnOf("Asset", "name");
const version = columnOf("AssetVersion", "version");
const bid = columnOf("Context", "bid");
const duration = columnOf("Timelog", "duration");
const timelogContext = columnOf("Timelog", "context_id");
const groupParent = columnOf("Group", "parent_id");
const assetVersionId = columnOf("AssetVersion", "id");
const groupId = columnOf("Group", "id");
const groupName = columnOf("Group", "name");
const locationId = columnOf("ComponentLocation", "location_id");
const socialId = columnOf("Feed", "social_id");
const settingName = columnOf("SettingComponent", "name");
const settingGroup = columnOf("SettingComponent", "group");
const reviewSource = columnOf("ReviewSession", "thumbnail_source_id");
const reviewEnd = columnOf("ReviewSession", "end_date");

type LinkPart = { readonly id: string; readonly name: string; readonly type: string };

function contextPart(row: Row): LinkPart {
  const type = project.covers.has(row.type) ? "Project" : "TypedContext";
  return { id: textOf(row, contextId) ?? "", name: textOf(row, name) ?? "", type };
}

/** Root first, ending with the entity itself. */
function link(row: Row, { store }: Reader): readonly LinkPart[] {
  if (row.type !== assetVersion) return [...contextsAbove(row, store), row].map(contextPart);
  const asset = assetOf(row, store);
  const home = asset === undefined ? undefined : homeOf(asset, store);
  const places = home === undefined ? [] : [...contextsAbove(home, store), home];
  const own = {
    id: textOf(row, assetVersionId) ?? "",
    name: `${asset === undefined ? "" : (textOf(asset, assetName) ?? "")} v${numberOf(row, version) ?? 0}`,
    type: "AssetVersion",
  };
  return [...places.map(contextPart), own];
}

function groupLink(row: Row, reader: Reader): readonly LinkPart[] {
  const parent = reader.store.get(group, textOf(row, groupParent) ?? "");
  const own = {
    id: textOf(row, groupId) ?? "",
    name: textOf(row, groupName) ?? "",
    type: "Group",
  };
  return [...(parent === undefined ? [] : groupLink(parent, reader)), own];
}

function timeLogged(row: Row, { store }: Reader): number {
  const logs = store.lookup(timelogContext, textOf(row, contextId));
  return logs.reduce((sum, log) => sum + (numberOf(log, duration) ?? 0), 0);
}

/** The thumbnail's component, by the column that any type with a thumbnail has. */
function thumbnailId(row: Row): string | undefined {
  const column = row.type.family.column("thumbnail_id");
  return column === undefined ? undefined : textOf(row, column);
}

function componentId(row: Row): string | undefined {
  const column = row.type.family.column("component_id");
  return column === undefined ? undefined : textOf(row, column);
}

function reviewThumbnail(row: Row, store: Store): string | undefined {
  const source = store.get(assetVersion, textOf(row, reviewSource) ?? "");
  return source === undefined ? undefined : thumbnailId(source);
}

function thumbnailSource(row: Row, store: Store): string | null {
  let current: Row | undefined = row;
  while (current !== undefined) {
    if (thumbnailId(current) !== undefined) return textOf(current, contextId) ?? null;
    current = parentOf(current, store);
  }
  return null;
}

/** What a feed tells of; events are numbered, so that no foreign key leads to them. */
function eventOf(row: Row, store: Store): Row | undefined {
  const id = numberOf(row, socialId);
  return id === undefined ? undefined : store.get(event, String(id));
}

export const computedScalars: Readonly<Record<string, Scalar>> = {
  link,
  group_link: groupLink,
  thumbnail_url: (row, { files }) => ({ url: files.thumbnail(thumbnailId(row)) }),
  component_thumbnail_url: (row, { files }) => ({ url: files.thumbnail(componentId(row)) }),
  component_url: (row, { files }) => ({ url: files.component(componentId(row) ?? "") }),
  location_url: (row, { files }) => {
    if (textOf(row, locationId) !== LOCATION.server) return null;
    return { url: files.component(componentId(row) ?? "") };
  },
  is_latest_version: (row, { store }) => {
    const asset = assetOf(row, store);
    return asset !== undefined && latestVersion(asset, store) === row;
  },
  time_logged: timeLogged,
  bid_time_logged_difference: (row, reader) => (numberOf(row, bid) ?? 0) - timeLogged(row, reader),
  thumbnail_source_id: (row, { store }) => thumbnailSource(row, store),
  custom_value: (row, { store }) => customValue(row, store),
  review_thumbnail_id: (row, { store }) => reviewThumbnail(row, store) ?? null,
  review_thumbnail_url: (row, { store, files }) => ({ url: files.thumbnail(reviewThumbnail(row, store)) }),
  review_is_open: (row) => {
    const end = textOf(row, reviewEnd);
    return end === undefined || end > new Date().toISOString();
  },
};

export const computedReferences: Readonly<Record<string, Single>> = {
  latest_version: latestVersion,
  feed_event: eventOf,
  component_setting: (row, store) => store.get(setting, joinKey([textOf(row, settingName), textOf(row, settingGroup)])),
};

export const computedCollections: Readonly<Record<string, ComputedCollection>> = {
  ancestors: { members: ancestors, owners: descendants },
  descendants: { members: descendants, owners: contextsAbove },
  event_feeds: {
    members: (row, store) => [...store.all(feed)].filter((each) => eventOf(each, store) === row),
    owners: (member, store) => {
      const found = eventOf(member, store);
      return found === undefined ? [] : [found];
    },
  },
  asset_ancestors: { members: assetAncestors, owners: assetsBelow },
};
