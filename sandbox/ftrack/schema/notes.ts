import type { EntityRow } from "./entity-row.ts";

/** Notes, who gets them, what hangs on them, and reviews. */
export const noteRows: readonly EntityRow[] = [
  {
    name: "Note",
    properties: `
      id: uid; parent_id: string; parent_type: entity-type; content: string; date: datetime; thread_activity: datetime
      author -> BaseUser (user_id); in_reply_to -> Note; replies <- Note.in_reply_to_id owned
      category -> NoteCategory; is_todo: boolean = false; frame_number: integer
      completed_by -> User; completed_at: datetime; project -> Project
      metadata <= Metadata.parent_id owned
      note_components <- NoteComponent.note_id owned; note_label_links <- NoteLabelLink.note_id owned
      recipients <- Recipient.note_id owned
    `,
    required: "id user_id",
    immutable: "id",
    system: "project_id",
    groupBy: true,
  },
  {
    name: "Recipient",
    properties: `
      note_id: key Note; resource_id: key Resource; recipient -> Resource (resource_id); note -> Note (note_id)
      user -> User (resource_id); text_mentioned: string
    `,
    key: "note_id resource_id",
    required: "note_id resource_id",
    immutable: "note_id resource_id",
    needs: "note_id resource_id",
  },
  {
    name: "NoteComponent",
    properties: `
      component -> Component; note -> Note; url: object := component_url; thumbnail_url: object := component_thumbnail_url
    `,
    key: "component_id note_id",
    required: "component_id note_id",
    immutable: "component_id note_id thumbnail_url url",
    computed: "thumbnail_url url",
    needs: "component_id note_id",
  },
  { name: "NoteAnnotationComponent", base: "NoteComponent", properties: "data: object" },
  {
    name: "NoteLabel",
    alias: "NoteCategory",
    properties: `
      id: uid; name: string; sort: integer = 0; color: string
      hidden note_label_links <- NoteLabelLink.label_id owned
    `,
    required: "id",
    immutable: "id",
  },
  { name: "NoteCategory", alias: "NoteCategory", base: "NoteLabel", properties: "", twin: true },
  {
    name: "NoteLabelLink",
    properties: "note -> Note; label -> NoteLabel",
    key: "note_id label_id",
    required: "note_id label_id",
    immutable: "note_id label_id",
    needs: "note_id label_id",
  },
  {
    name: "ReviewSessionFolder",
    properties: `
      name: string = New review session; id: uid; project -> Project
      review_sessions <- ReviewSession.review_session_folder_id
    `,
    required: "name id",
    immutable: "id",
  },
  {
    name: "ReviewSession",
    properties: `
      name: string = New review session; availability: string; description: string =; id: uid
      start_date: datetime; end_date: datetime; project -> Project; review_session_folder -> ReviewSessionFolder
      created_by -> User; created_at: datetime
      review_session_objects <- ReviewSessionObject.review_session_id owned
      review_session_invitees <- ReviewSessionInvitee.review_session_id owned
      settings <- EntitySetting.parent_id owned
      is_moderated: boolean; passphrase_enabled: boolean; shareable_url_enabled: boolean; passphrase: string
      thumbnail_id: key Component := review_thumbnail_id; thumbnail_url: object := review_thumbnail_url
      thumbnail_source_id: key AssetVersion; is_open: boolean := review_is_open
    `,
    required: "name description start_date end_date project_id id created_by_id created_at",
    immutable: "id thumbnail_id thumbnail_url is_open",
    computed: "thumbnail_id thumbnail_url is_open",
    needs: "project_id",
  },
  {
    name: "ReviewSessionObject",
    properties: `
      name: string =; description: string =; version: string =; id: uid; created_at: datetime; sort_order: number
      asset_version -> AssetVersion (version_id); review_session -> ReviewSession
      statuses <- ReviewSessionObjectStatus.review_session_object_id owned; notes <- Note.parent_id owned
      annotations <- ReviewSessionObjectAnnotation.review_session_object_id owned
      hidden annotation_components <- ReviewSessionObjectAnnotationComponent.review_session_object_id owned
    `,
    required: "name description version version_id review_session_id id created_at sort_order",
    immutable: "id",
    system: "review_session_id",
    needs: "version_id review_session_id",
  },
  {
    name: "ReviewSessionInvitee",
    properties: `
      email: string; name: string; last_sent_at: datetime; id: uid; created_by -> User; created_at: datetime
      created_from_shared_url: boolean; review_session -> ReviewSession; resource -> Resource
      statuses <- ReviewSessionObjectStatus.review_session_invitee_id owned
    `,
    required: "email name review_session_id id created_by_id created_at",
    immutable: "id created_from_shared_url",
    system: "review_session_id",
    needs: "review_session_id",
  },
  {
    name: "ReviewSessionObjectStatus",
    properties: `
      id: uid; status: string; created_at: datetime; review_session_object -> ReviewSessionObject
      invitee -> ReviewSessionInvitee (review_session_invitee_id); resource -> Resource
    `,
    required: "id created_at",
    immutable: "id",
    system: "review_session_object_id",
  },
  {
    name: "ReviewSessionObjectAnnotation",
    properties: `
      id: uid; data: string; frame_number: integer; created_at: datetime; updated_at: datetime
      review_session_object -> ReviewSessionObject
    `,
    required: "id created_at frame_number",
    immutable: "id",
    system: "review_session_object_id",
  },
  {
    name: "ReviewSessionObjectAnnotationComponent",
    properties: `
      component -> Component; frame_number: string; review_session_object -> ReviewSessionObject
      url: object := component_url; thumbnail_url: object := component_thumbnail_url
    `,
    key: "component_id review_session_object_id",
    required: "component_id frame_number review_session_object_id",
    immutable: "component_id frame_number review_session_object_id thumbnail_url url",
    computed: "thumbnail_url url",
    defaults: "component_id frame_number review_session_object_id",
    system: "review_session_object_id",
    needs: "component_id review_session_object_id",
  },
];
