import { SECURITY_ROLE } from "#sandbox/ftrack/known-ids";
import { type CreateOperation, create } from "#sandbox/ftrack/operation";
import { everybody, type Person, studio } from "./cast.ts";
import { idOf } from "./identity.ts";

/** The user of ftrack that programs act as. */
export const apiUser = { username: "compout", apiKey: "lumenworks-compout-4f1d7c2e" } as const;

export const userId = (username: string) => idOf(`user ${username}`);

const ftrackGroups: Readonly<Record<string, (person: Person) => boolean>> = {
  Supervisors: (person) => person.groups.includes("supervisors"),
  "Compositing leads": (person) => person.groups.includes("supervisors") && person.department === "Compositing",
  Artists: (person) => person.groups.includes("artists"),
};

function roleOf(person: Person): string {
  if (person.groups.includes("pipeline")) return SECURITY_ROLE.administrator;
  return person.groups.includes("artists") ? SECURITY_ROLE.user : SECURITY_ROLE.projectManager;
}

function userOperations(person: Person): CreateOperation[] {
  const id = userId(person.username);
  return [
    create("User", {
      id,
      username: person.username,
      first_name: person.firstName,
      last_name: person.lastName,
      email: person.email,
      is_active: !person.disabled,
    }),
    create("UserSecurityRole", {
      id: idOf(`role of ${person.username}`),
      user_id: id,
      security_role_id: roleOf(person),
      is_all_projects: true,
      is_all_open_projects: true,
    }),
  ];
}

/** Users of ftrack, with the same usernames as in the directory, groups, and the API user with its key. */
export function peopleOperations(): CreateOperation[] {
  const people = everybody.filter((person) => person.inFtrack);
  const groups = Object.entries(ftrackGroups).flatMap(([name, belongs]) => [
    create("Group", { id: idOf(`group ${name}`), name, local: true }),
    ...people.filter(belongs).map((person) =>
      create("Membership", {
        id: idOf(`membership ${name} ${person.username}`),
        group_id: idOf(`group ${name}`),
        user_id: userId(person.username),
      }),
    ),
  ]);
  return [
    create("User", {
      id: userId(apiUser.username),
      username: apiUser.username,
      first_name: "Compout",
      last_name: "Upload",
      email: `${apiUser.username}@${studio.domain}`,
      is_active: true,
    }),
    create("UserSecurityRole", {
      id: idOf("role of the API user"),
      user_id: userId(apiUser.username),
      security_role_id: SECURITY_ROLE.api,
      is_all_projects: true,
      is_all_open_projects: true,
    }),
    create("ApiKey", { id: idOf("API key"), identifier: apiUser.apiKey, resource_id: userId(apiUser.username) }),
    ...people.flatMap(userOperations),
    ...groups,
  ];
}
