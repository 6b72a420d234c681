import { z } from "zod";
import { roleSchema } from "./actor.ts";
import { deskSchema } from "./configuration-desk.ts";
import {
  absolutePath,
  layoutTemplate,
  locationPrefix,
  octalMode,
  projectFolder,
  projectName,
  proxyRange,
  rootFolder,
  stagingFolder,
  text,
  timeZone,
  volumeAlias,
} from "./configuration-fields.ts";
import { framesSchema } from "./configuration-frames.ts";
import { repeated, repeatedVolumes } from "./configuration-repeats.ts";
import { mountViewSchema } from "./configuration-views.ts";
import { archivedSchema, watchSchema } from "./configuration-watch.ts";
import { uploadTypeSchema } from "./upload-type-schema.ts";

const namesOnly = z.array(text);

const statusPairSchema = z.strictObject({
  version: text.describe("The version's own status"),
  task: text.describe("The status of the version's task"),
});

const statusesSchema = z.strictObject({
  internal: statusPairSchema.default({ version: "Ready to review", task: "Pending Internal review" }),
  client: statusPairSchema.default({ version: "Internal Approved", task: "Internal Approved" }),
});

const storageRootSchema = z
  .strictObject({
    path: rootFolder.describe("Where this server has the volume mounted, as the studio writes it"),
    aliases: z
      .array(volumeAlias)
      .default([])
      .describe(
        "Other ways in which people and publishers write the same folder: P:\\, \\\\server\\share, smb://server/share, /Volumes/share",
      ),
    links: z
      .enum(["relative", "absolute"])
      .default("relative")
      .describe("relative applies where source and destination share this root; absolute always writes `path`"),
  })
  .describe("One storage volume");

const deliveryRootSchema = z
  .strictObject({
    path: projectFolder.describe("A folder that holds 00_ftp folders; {project} stands for the project's name"),
    projects: z
      .array(projectName)
      .min(1)
      .optional()
      .describe("Names of the projects that deliver here; needed where the path has no {project}"),
    uploadTypes: z.array(uploadTypeSchema).min(1).default(["internal", "client"]),
  })
  .refine((root) => root.path.includes("{project}") || root.projects !== undefined, {
    message:
      "needs {project} in its path, or a list of projects: otherwise one project could deliver into another's folder",
  });

const locationSchema = z.strictObject({
  name: text.describe("The location's name in ftrack"),
  prefix: locationPrefix
    .optional()
    .describe(
      "What goes before a relative path; {project}, {root} and {disk} stand for the project's name, root and disk. Default: the server's storage scenario, then {root}",
    ),
});

const cameraSchema = z.strictObject({
  name: text.describe("What the artist sees"),
  match: namesOnly
    .min(1)
    .describe("Words that mean this camera in a component's name, a file name's suffix or a folder"),
});

const scope = {
  projects: namesOnly.optional().describe("Only for these projects; default: all"),
  departments: namesOnly.optional().describe("Only for uploads that hold these departments; default: all"),
};

const supervisorSourceSchema = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("directory-group"), group: text, ...scope }),
  z.strictObject({ from: z.literal("ftrack-group"), group: text, ...scope }),
  z.strictObject({ from: z.literal("ftrack-attribute"), attribute: text.default("supervisor"), ...scope }),
  z.strictObject({ from: z.literal("project-manager"), type: text, ...scope }),
  z.strictObject({ from: z.literal("addresses"), addresses: z.array(z.email()).min(1), ...scope }),
]);

const directorySchema = z.strictObject({
  userFilter: text
    .default("(&(objectClass=inetOrgPerson)(uid={username}))")
    .describe("{username} is replaced, escaped"),
  userBase: text.optional().describe("Default: LDAP_BASE_DN"),
  groupFilter: text
    .default("(|(member={dn})(uniqueMember={dn})(memberUid={username}))")
    .describe("Groups of a user; {dn} and {username} are replaced, escaped"),
  groupBase: text.optional().describe("Default: LDAP_BASE_DN"),
  attributes: z
    .strictObject({
      username: text.default("uid"),
      name: text.default("cn"),
      email: text.default("mail"),
      memberOf: text.default("memberOf"),
    })
    .prefault({}),
  disabledFilter: text
    .default(
      "(|(nsAccountLock=TRUE)(loginShell=/sbin/nologin)(pwdAccountLockedTime=000001010000Z)(userAccountControl:1.2.840.113556.1.4.803:=2))",
    )
    .describe("An account that this filter matches is disabled"),
  allowCleartext: z.boolean().default(false).describe("Allow ldap:// without StartTLS. Only for tests on one machine"),
  startTls: z.boolean().default(false),
  caFile: absolutePath.optional(),
  timeoutMs: z.int().min(100).max(60_000).default(5000),
});

/** Everything that `compout.yaml` may hold. Every default is the studio practice that the original program had, or the safest one. */
export const configurationSchema = z.strictObject({
  statuses: statusesSchema
    .extend({
      projects: z
        .record(text, z.strictObject({ internal: statusPairSchema, client: statusPairSchema }).partial())
        .default({})
        .superRefine((projects, context) =>
          repeated(Object.keys(projects), context, (at) => [Object.keys(projects)[at] ?? ""]),
        )
        .describe("By project name, where one differs"),
    })
    .prefault({}),
  roles: z
    .partialRecord(roleSchema, namesOnly)
    .refine((roles) => Object.values(roles).some((groups) => groups.length > 0), {
      message: "needs a directory group for at least one role: otherwise nobody can sign in",
    })
    .describe("Role: directory groups (common names or full DNs) that give it"),
  uploads: z
    .strictObject({
      internal: z
        .strictObject({ roles: z.array(roleSchema).min(1) })
        .default({ roles: ["artist", "coordinator", "supervisor", "admin"] }),
      client: z
        .strictObject({ roles: z.array(roleSchema).min(1) })
        .default({ roles: ["artist", "coordinator", "supervisor", "admin"] }),
    })
    .prefault({}),
  directory: directorySchema.prefault({}),
  storage: z.strictObject({
    roots: z.array(storageRootSchema).min(1).superRefine(repeatedVolumes),
    sources: z
      .array(projectFolder)
      .min(1)
      .describe("Folders that source files may lie in, links resolved; {project} stands for the project's name"),
    deliveries: z.array(deliveryRootSchema).min(1),
    timeoutMs: z
      .int()
      .min(500)
      .max(600_000)
      .default(15_000)
      .describe("Silence after which a volume counts as not answering"),
    callsAtOnce: z
      .int()
      .min(1)
      .max(256)
      .default(32)
      .describe("File calls at a time on one volume, by each web server and each worker"),
    archived: archivedSchema,
    folderMode: octalMode.default("2775"),
    staging: stagingFolder
      .default(".compout-staging")
      .describe(
        "Where folders are put together before they get their name: a name beside the target folder, or an absolute path on the same volume",
      ),
    views: z
      .array(mountViewSchema)
      .default([])
      .superRefine((views, context) =>
        repeated(
          views.map(({ name }) => name),
          context,
          (at) => [at, "name"],
        ),
      )
      .describe("How others see the same storage: a link that would not work for one of them is not made"),
  }),
  locations: z
    .array(locationSchema)
    .min(1)
    .default([{ name: "ftrack.unmanaged" }, { name: "ftrack.centralized-storage" }, { name: "studio.disk" }])
    .describe("In which order a component's places are tried"),
  layout: z
    .strictObject({
      file: layoutTemplate.default("{file}"),
      sequence: layoutTemplate.default("{stem}/{file}"),
    })
    .prefault({})
    .describe(
      "Where below the destination a link goes: {file}, {stem}, {project}, {sequence}, {shot}, {asset}, {version}, {department}, {camera}, {extension}; ends with {file}",
    ),
  deliverables: z
    .strictObject({
      readPaths: z
        .boolean()
        .default(true)
        .describe(
          "Whether cameras and extensions are told from paths too. false asks ftrack for less, where component names tell enough",
        ),
      exclude: namesOnly
        .default(["ftrackreview-*", "thumbnail"])
        .describe("Component names that are no deliverables; * stands for anything"),
      cameras: z
        .array(cameraSchema)
        .default([
          { name: "left", match: ["left", "l", "lft", "left_eye"] },
          { name: "right", match: ["right", "r", "rgt", "right_eye"] },
        ])
        .superRefine((cameras, context) => {
          repeated(
            cameras.map(({ name }) => name),
            context,
            (at) => [at, "name"],
          );
        }),
    })
    .prefault({}),
  frames: framesSchema.prefault({}),
  ftrack: z
    .strictObject({
      note: z.boolean().default(true).describe("Write a note on each version that was linked"),
      metadata: z.boolean().default(true).describe("Write metadata of the last upload on each version"),
      setStatus: z
        .strictObject({
          internal: statusPairSchema.partial().default({}),
          client: statusPairSchema.partial().default({}),
        })
        .prefault({})
        .describe("Statuses to set after an upload; none by default"),
      timeoutMs: z.int().min(100).max(300_000).default(20_000),
    })
    .prefault({}),
  supervisors: z.array(supervisorSourceSchema).default([]),
  report: z
    .strictObject({
      timeZone: timeZone.default("UTC").describe("IANA zone of dates in reports: Europe/Berlin"),
      waitForFtrackMinutes: z.int().min(0).max(1440).default(10),
      itemsBeforeCsv: z.int().min(1).max(10_000).default(200),
    })
    .prefault({}),
  watch: watchSchema.prefault({}),
  desk: deskSchema.prefault({}),
  proxies: z
    .array(proxyRange)
    .default([])
    .describe("Addresses or CIDR ranges of reverse proxies whose forwarded headers are believed"),
});

export type Configuration = z.infer<typeof configurationSchema>;
export type StorageRoot = z.infer<typeof storageRootSchema>;
export type LocationRule = z.infer<typeof locationSchema>;
export type CameraRule = z.infer<typeof cameraSchema>;
export type SupervisorSource = z.infer<typeof supervisorSourceSchema>;
export type StatusPair = z.infer<typeof statusPairSchema>;
