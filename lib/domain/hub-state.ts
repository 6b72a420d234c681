/** How this server stands with ftrack's event hub. */
export interface HubState {
  /** Somebody follows versions, so the server keeps a connection. */
  wanted: boolean;
  /** ISO 8601, UTC: since when changes are heard of; null while they are not. */
  since: string | null;
  /** ISO 8601, UTC, of the moment from which they are not heard of, and why; null where nothing is wrong. */
  deaf: { since: string; reason: string } | null;
}
