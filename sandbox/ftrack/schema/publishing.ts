import type { EntityRow } from "./entity-row.ts";

const listAttributes = `
  custom_attributes <= ListCustomAttributeValue.entity_id owned
  custom_attribute_links <= CustomAttributeLink.from_id owned restricted
  custom_attribute_links_from <= CustomAttributeLinkFrom.to_id owned restricted
`;

/** What artists publish, where its files are, and the lists that it is gathered in. */
export const publishingRows: readonly EntityRow[] = [
  {
    name: "Asset",
    properties: `
      id: uid; project_id: key Project @ parent.project_id; name: string
      parent -> Context (context_id); type -> AssetType
      versions <- AssetVersion.asset_id owned; latest_version: one AssetVersion := latest_version
      ancestors: many TypedContext := asset_ancestors
      metadata <= Metadata.parent_id owned
      custom_attributes <= AssetCustomAttributeValue.entity_id owned
      custom_attribute_links <= CustomAttributeLink.from_id owned restricted
      custom_attribute_links_from <= CustomAttributeLinkFrom.to_id owned restricted
    `,
    required: "id",
    immutable: "id",
    computed: "latest_version",
    system: "context_id",
    unique: ["context_id type_id name"],
    needs: "context_id",
    groupBy: true,
  },
  {
    name: "AssetType",
    properties: "id: uid; name: string; short: string; component: string = main; assets <- Asset.type_id",
    required: "id name short",
    immutable: "id",
  },
  {
    name: "AssetVersion",
    properties: `
      id: uid; project_id: key Project @ asset.parent.project_id; version: integer
      asset -> Asset; task -> Task; user -> User; status -> Status
      thumbnail -> Component; thumbnail_url: object := thumbnail_url
      comment: string =; date: datetime; is_published: boolean = true; is_latest_version: boolean := is_latest_version
      components <- Component.version_id owned
      uses_versions >< AssetVersionLink(to_id, from_id); used_in_versions >< AssetVersionLink(from_id, to_id)
      incoming_links <- AssetVersionLink.to_id owned; outgoing_links <- AssetVersionLink.from_id owned
      metadata <= Metadata.parent_id owned; notes <- Note.parent_id owned
      review_session_objects <- ReviewSessionObject.version_id owned
      lists >< ListObject(entity_id, list_id: AssetVersionList); hidden list_objects <- ListObject.entity_id owned
      _link: string := link; link: string := link
      status_changes <- StatusChange.parent_id owned
      custom_attributes <= AssetVersionCustomAttributeValue.entity_id owned
      custom_attribute_links <= CustomAttributeLink.from_id owned restricted
      custom_attribute_links_from <= CustomAttributeLinkFrom.to_id owned restricted
    `,
    required: "id is_published status_id",
    immutable: "id _link link is_latest_version thumbnail_url",
    computed: "thumbnail_url",
    system: "asset_id",
    systemOnWire: "assetid",
    unique: ["asset_id version"],
    needs: "asset_id",
    groupBy: true,
  },
  {
    name: "AssetVersionLink",
    properties: `
      id: uid; from -> AssetVersion; to -> AssetVersion
      metadata <= Metadata.parent_id owned
    `,
    required: "id from_id to_id",
    immutable: "id",
    defaults: "id from_id to_id",
    needs: "from_id to_id",
  },
  {
    name: "Component",
    properties: `
      system_type: string; name: string = main; size: integer = 0; file_type: string; id: uid
      version -> AssetVersion; container -> ContainerComponent
      component_locations <- ComponentLocation.component_id owned
      metadata <= Metadata.parent_id owned
      custom_attribute_links <= CustomAttributeLink.from_id owned restricted
      custom_attribute_links_from <= CustomAttributeLinkFrom.to_id owned restricted
      hidden note_components <- NoteComponent.component_id owned
      hidden job_components <- JobComponent.component_id owned
    `,
    required: "system_type name id",
    immutable: "id",
    defaults: "id system_type",
    system: "system_type version_id container_id",
    groupBy: true,
  },
  { name: "FileComponent", base: "Component", properties: "", groupBy: true },
  {
    name: "ContainerComponent",
    base: "Component",
    properties: "members <- Component.container_id owned",
    groupBy: true,
  },
  {
    name: "SequenceComponent",
    base: "ContainerComponent",
    properties: "padding: integer = 0",
    required: "padding",
    groupBy: true,
  },
  {
    name: "ComponentLocation",
    properties: `
      id: uid; component -> Component; location -> Location
      resource_identifier: string; url: object := location_url
    `,
    required: "id",
    immutable: "id",
    computed: "url",
    system: "location_id component_id",
    unique: ["component_id location_id"],
    needs: "component_id location_id",
    groupBy: true,
  },
  {
    name: "Location",
    properties: `
      name: string; label: string; description: string; id: uid
      location_components <- ComponentLocation.location_id owned
    `,
    required: "name id",
    immutable: "id",
    unique: ["name"],
  },
  {
    name: "Disk",
    properties: "id: uid; name: string; unix: string; windows: string; projects <- Project.disk_id",
    required: "id name",
    immutable: "id",
  },
  {
    name: "Metadata",
    alias: "Meta",
    properties: "parent_id: string; parent_type: entity-type; key: string; value: string",
    key: "parent_id key",
    required: "parent_id key value parent_type",
    immutable: "parent_id key",
    defaults: "parent_id key value parent_type",
  },
  {
    name: "List",
    properties: `
      id: uid; name: string =; is_open: boolean = true; category -> ListCategory; date: datetime
      project -> Project; owner -> User (user_id); system_type: string = task
      ${listAttributes}
      hidden list_objects <- ListObject.list_id owned
    `,
    required: "id is_open category_id project_id",
    immutable: "id",
    system: "project_id",
    systemOnWire: "showid",
    needs: "project_id category_id",
    groupBy: true,
  },
  {
    name: "AssetVersionList",
    base: "List",
    listOf: "assetversion",
    properties: "system_type: string = assetversion; items >< ListObject(list_id, entity_id: AssetVersion)",
    groupBy: true,
  },
  {
    name: "TypedContextList",
    base: "List",
    listOf: "task",
    properties: "system_type: string = task; items >< ListObject(list_id, entity_id: Task)",
    groupBy: true,
  },
  {
    name: "ListCategory",
    alias: "ListType",
    properties: "id: uid; name: string; lists <- List.category_id",
    required: "id",
    immutable: "id",
  },
  {
    name: "ListObject",
    properties: `
      id: uid; entity_id: string; list -> List
      custom_attributes <= ListObjectCustomAttributeValue.entity_id owned
    `,
    required: "id entity_id list_id",
    immutable: "id",
    defaults: "id entity_id list_id",
    needs: "entity_id list_id",
  },
];
