import type { EntityRow } from "./entity-row.ts";

/** Values of custom attributes on *owner*; every entity that an attribute applies to has one. */
function valueRow(owner: string, groupBy: boolean): EntityRow {
  return {
    name: `${owner}CustomAttributeValue`,
    base: "CustomAttributeValue",
    properties: `entity_id: key ${owner}; key: string @ configuration.key`,
    defaults: "configuration_id entity_id key",
    system: "entity_id key",
    groupBy,
    apart: true,
  };
}

const linkRequired = "configuration_id from_id to_id from_entity_type to_entity_type id";
const linkDefaults = "id to_id to_entity_type configuration_id from_id";

/** Links whose far end is a *target*, named *reference*: seen from the near end, and from the far one. */
function linkRows(target: string, reference: string): readonly EntityRow[] {
  return [
    {
      name: `${target}CustomAttributeLink`,
      base: "CustomAttributeLink",
      properties: `${reference} -> ${target} (to_id)`,
      required: linkRequired,
      defaults: linkDefaults,
    },
    {
      name: `${target}CustomAttributeLinkFrom`,
      base: "CustomAttributeLinkFrom",
      properties: `${reference} -> ${target} (from_id)`,
      required: linkRequired,
      defaults: linkDefaults,
    },
  ];
}

const linkProperties = `
  id: uid; from_id: string; from_entity_type: entity-type; to_id: string; to_entity_type: entity-type
  configuration -> CustomAttributeLinkConfiguration
`;

export const customAttributeRows: readonly EntityRow[] = [
  {
    name: "CustomConfigurationBase",
    alias: "RegisterBase",
    properties: `
      id: uid; key: string; entity_type: string; object_type_id: string; object_type -> ObjectType (object_type_id)
      core: boolean = false; label: string; sort: integer = 0; group -> CustomAttributeGroup; config: string ?= {}
      project_id: string
      read_security_roles >< AttributeReadRole(configuration_id, security_role_id)
      write_security_roles >< AttributeWriteRole(configuration_id, security_role_id)
    `,
    required: "id core config",
    immutable: "id",
  },
  {
    name: "CustomAttributeConfiguration",
    alias: "Variable_Register",
    base: "CustomConfigurationBase",
    properties: `
      default: variable =; is_hierarchical: boolean = false; type -> CustomAttributeType
      values <- CustomAttributeValue.configuration_id owned
    `,
    unique: ["key entity_type object_type_id project_id"],
    needs: "type_id",
  },
  {
    name: "CustomAttributeLinkConfiguration",
    alias: "LinkRegister",
    base: "CustomConfigurationBase",
    properties: `
      one_to_one: boolean; entity_type_to: string; object_type_id_to: key ObjectType
      object_type_to -> ObjectType (object_type_id_to)
      hidden links <- CustomAttributeLink.configuration_id owned
      hidden links_from <- CustomAttributeLinkFrom.configuration_id owned
    `,
    required: "entity_type entity_type_to",
    immutable: "entity_type_to object_type_id_to",
  },
  {
    name: "CustomAttributeType",
    properties: `
      id: uid; name: string; form_config: string; core: boolean = false
      custom_attribute_configurations <- CustomAttributeConfiguration.type_id
    `,
    required: "id core",
    immutable: "id",
  },
  {
    name: "CustomAttributeGroup",
    alias: "AttributeGroup",
    properties: `
      id: uid; name: string
      custom_attribute_configurations <- CustomAttributeConfiguration.group_id
    `,
    required: "id",
    immutable: "id",
    defaults: "id name",
  },
  {
    name: "AttributeReadRole",
    properties: "configuration_id: key CustomConfigurationBase; security_role_id: key SecurityRole",
    key: "configuration_id security_role_id",
    hidden: true,
  },
  {
    name: "AttributeWriteRole",
    properties: "configuration_id: key CustomConfigurationBase; security_role_id: key SecurityRole",
    key: "configuration_id security_role_id",
    hidden: true,
  },
  {
    name: "CustomAttributeValue",
    alias: "Variable_Value",
    properties: `
      configuration -> CustomAttributeConfiguration; entity_id: string
      value: variable := custom_value; hidden own_value: variable
    `,
    key: "configuration_id entity_id",
    required: "configuration_id entity_id",
    immutable: "configuration_id entity_id",
    needs: "configuration_id entity_id",
  },
  valueRow("Context", true),
  valueRow("AssetVersion", true),
  valueRow("Asset", true),
  valueRow("List", true),
  valueRow("ListObject", false),
  valueRow("User", false),
  {
    name: "CustomAttributeLink",
    properties: linkProperties,
    required: "configuration_id from_id to_id",
    immutable: "configuration_id id",
    defaults: "configuration_id from_id to_id",
    needs: "configuration_id from_id to_id",
    open: true,
  },
  {
    name: "CustomAttributeLinkFrom",
    properties: linkProperties,
    required: "configuration_id from_id to_id",
    immutable: "configuration_id id",
    defaults: "configuration_id from_id to_id",
    needs: "configuration_id from_id to_id",
    open: true,
  },
  ...linkRows("Context", "context"),
  ...linkRows("AssetVersion", "asset_version"),
  ...linkRows("Asset", "asset"),
  ...linkRows("List", "list"),
  ...linkRows("User", "user"),
  ...linkRows("Group", "group"),
  ...linkRows("Component", "component"),
];
