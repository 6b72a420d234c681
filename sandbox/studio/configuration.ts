import { stringify } from "yaml";
import { groupNames, studio } from "./cast.ts";

const [artists, coordinators, supervisors, pipeline] = groupNames;

/** The studio's `compout.yaml`: what differs from the defaults. */
export function compoutYaml(storageRoot: string): string {
  return stringify({
    roles: {
      artist: [artists],
      coordinator: [coordinators],
      supervisor: [supervisors],
      admin: [pipeline],
    },
    directory: { allowCleartext: true },
    storage: {
      roots: [
        {
          path: `${storageRoot}/prj`,
          aliases: ["P:\\", "\\\\fs01\\prj", "smb://fs01/prj", "/Volumes/prj"],
        },
        { path: `${storageRoot}/vol2` },
      ],
      sources: [`${storageRoot}/prj/{project}`, `${storageRoot}/vol2/{project}`],
      deliveries: [{ path: `${storageRoot}/prj/{project}` }, { path: `${storageRoot}/vol2/{project}` }],
    },
    locations: [{ name: "ftrack.unmanaged" }, { name: "studio.disk", prefix: "{root}" }],
    supervisors: [
      { from: "directory-group", group: supervisors },
      { from: "project-manager", type: "Supervisor" },
      { from: "ftrack-attribute", attribute: "supervisor" },
      { from: "addresses", addresses: [studio.dailies] },
    ],
  });
}
