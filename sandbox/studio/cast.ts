/** Everybody who works at the invented studio. The directory, ftrack and the tests all take people from here. */

export const studio = {
  name: "Lumen Works",
  domain: "lumenworks.example",
  baseDn: "dc=lumenworks,dc=example",
  /** A fixed address that every report goes to. */
  dailies: "dailies@lumenworks.example",
} as const;

/** The directory's groups; configuration maps them to roles. */
export const groupNames = ["artists", "coordinators", "supervisors", "pipeline"] as const;
type GroupName = (typeof groupNames)[number];

export interface Person {
  username: string;
  password: string;
  firstName: string;
  lastName: string;
  name: string;
  email: string;
  groups: readonly GroupName[];
  /** Where the person mostly works, a department of ftrack; null for those without one. */
  department: string | null;
  disabled: boolean;
  /** False for those who were never given a ftrack user. */
  inFtrack: boolean;
}

function person(
  firstName: string,
  lastName: string,
  password: string,
  rest: Pick<Person, "groups" | "department"> & Partial<Pick<Person, "disabled" | "inFtrack">>,
): Person {
  const username = `${firstName}.${lastName}`.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return {
    username,
    password,
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    email: `${username}@${studio.domain}`,
    disabled: false,
    inFtrack: true,
    ...rest,
  };
}

export const cast = {
  /** Composites most of NXP; the artist of the demo. */
  artist: person("Mira", "Okafor", "grain-over-plate-7", { groups: ["artists"], department: "Compositing" }),
  lightingArtist: person("Jonas", "Lindqvist", "key-fill-rim-3", { groups: ["artists"], department: "Lighting" }),
  paintArtist: person("Aiko", "Tanabe", "clean-the-plate-5", { groups: ["artists"], department: "Paint" }),
  /** In the directory, not in ftrack: notes go out in the API user's name. */
  freelancer: person("Tomás", "Reyes", "spline-by-spline-4", {
    groups: ["artists"],
    department: "Roto",
    inFtrack: false,
  }),
  coordinator: person("Lena", "Hartmann", "every-shot-on-time-2", { groups: ["coordinators"], department: null }),
  compositingSupervisor: person("Daniel", "Osei", "match-the-blacks-9", {
    groups: ["supervisors"],
    department: "Compositing",
  }),
  lightingSupervisor: person("Sofia", "Marchetti", "bounce-and-block-6", {
    groups: ["supervisors"],
    department: "Lighting",
  }),
  /** Supervises only by ftrack: project manager of EPI with the type "Supervisor". */
  showSupervisor: person("Henrik", "Vale", "whole-show-first-8", { groups: ["artists"], department: null }),
  admin: person("Kenji", "Arai", "keep-it-running-1", { groups: ["pipeline"], department: null }),
  /** Left the studio: the account is locked, the ftrack user is inactive. */
  formerArtist: person("Victor", "Dumont", "gone-but-recorded-0", {
    groups: ["artists"],
    department: "Compositing",
    disabled: true,
  }),
} as const satisfies Record<string, Person>;

export const everybody: readonly Person[] = Object.values(cast);
