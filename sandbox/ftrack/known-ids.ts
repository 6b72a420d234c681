/** Ids that are equal on every ftrack server; `base.ts` provides a row for each of them. */

export const OBJECT_TYPE = {
  task: "11c137c0-ee7e-4f9c-91c5-8c77cec22b2c",
  milestone: "01decdd1-51cb-11e3-9d5b-20c9d0831e59",
  episode: "22139355-61da-4c8f-9db4-3abc870166bc",
  scene: "34b122f0-bd5c-11eb-96ea-d6270330280e",
  folder: "3c133785-51cb-11e3-980a-20c9d0831e59",
  image: "4721f72a-bd5c-11eb-a3da-d6270330280e",
  assetBuild: "4be63b64-5010-42fb-bf1f-428af9d638f0",
  shot: "bad911de-3bd6-47b9-8b46-3476e237cb36",
  sequence: "e5139355-61da-4c8f-9db4-3abc870166bc",
  information: "efb7d34c-bd5b-11eb-86a7-d6270330280e",
} as const;

export const LOCATION = {
  server: "3a372bde-05bc-11e4-8908-20c9d081909b",
  unmanaged: "cb268ecc-8809-11e3-a7e2-20c9d081909b",
  origin: "ce9b348f-8809-11e3-821c-20c9d081909b",
  review: "cd41be70-8809-11e3-b98a-20c9d081909b",
  connect: "07b82a97-8cf9-11e3-9383-20c9d081909b",
} as const;

export const PRIORITY = {
  urgent: "847fb90e-ead3-11e2-846c-f23c91dfaa16",
  high: "847f9cda-ead3-11e2-846c-f23c91dfaa16",
  medium: "847f8146-ead3-11e2-846c-f23c91dfaa16",
  low: "847f663e-ead3-11e2-846c-f23c91dfaa16",
  none: "9661b320-3a0c-11e2-81c1-0800200c9a66",
} as const;

export const STATE = {
  notStarted: "cea0ba04-acb5-11e1-8668-f23c91df1211",
  inProgress: "cea0efc4-acb5-11e1-8668-f23c91df1211",
  blocked: "5709c04e-2f4b-11e2-b663-0019bb4983d8",
  done: "cea116d4-acb5-11e1-8668-f23c91df1211",
} as const;

/** The type given to users, as `User.user_type_id`. */
export const USER_TYPE = {
  standard: "ac9fa5aa-4361-11e0-b7cc-0019bb4983d8",
} as const;

/** Kinds of custom attributes. The ids are this server's own; clients look the types up by name. */
export const CUSTOM_ATTRIBUTE_TYPE = {
  text: "0d2f2a10-6b7c-11ee-8c99-0242ac120002",
  boolean: "0d2f2d3a-6b7c-11ee-8c99-0242ac120002",
  date: "0d2f2e98-6b7c-11ee-8c99-0242ac120002",
  enumerator: "0d2f2fc4-6b7c-11ee-8c99-0242ac120002",
  dynamicEnumerator: "0d2f30e6-6b7c-11ee-8c99-0242ac120002",
  number: "0d2f3208-6b7c-11ee-8c99-0242ac120002",
  expression: "0d2f3334-6b7c-11ee-8c99-0242ac120002",
  notificationType: "0d2f3456-6b7c-11ee-8c99-0242ac120002",
  url: "0d2f3578-6b7c-11ee-8c99-0242ac120002",
} as const;

/** Built-in security roles. The ids are this server's own; clients look the roles up by name. */
export const SECURITY_ROLE = {
  administrator: "1b7a4c02-6b7d-11ee-8c99-0242ac120002",
  api: "1b7a4eaa-6b7d-11ee-8c99-0242ac120002",
  projectManager: "1b7a4fea-6b7d-11ee-8c99-0242ac120002",
  user: "1b7a511a-6b7d-11ee-8c99-0242ac120002",
  reader: "1b7a5240-6b7d-11ee-8c99-0242ac120002",
} as const;
