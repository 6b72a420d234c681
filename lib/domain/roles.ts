import { type Role, roles } from "./actor.ts";
import type { Configuration } from "./configuration.ts";
import type { UploadType } from "./upload-type.ts";

/** Roles that a person's directory groups give. Groups are common names or full DNs on either side; case does not matter. */
export function rolesOf(groups: readonly string[], configured: Configuration["roles"]): Role[] {
  const held = groups.map(groupKey);
  return roles.filter((role) =>
    (configured[role] ?? []).some((name) => {
      const wanted = groupKey(name);
      return held.some((group) => group.whole === wanted.whole || group.name === wanted.whole);
    }),
  );
}

/** Whether one of the roles may submit uploads of that type. */
export function maySubmit(
  held: readonly Role[],
  uploadType: UploadType,
  configuration: Pick<Configuration, "uploads">,
): boolean {
  return configuration.uploads[uploadType].roles.some((role) => held.includes(role));
}

/** Whether one of the roles may read the audit: supervisors and admins. */
export function maySeeAudit(held: readonly Role[]): boolean {
  return held.includes("supervisor") || held.includes("admin");
}

/** Whether a person may cancel an upload, try it again or withdraw it: its owner, supervisors and admins. */
export function mayManage(held: readonly Role[], username: string, owner: string): boolean {
  return username.toLowerCase() === owner.toLowerCase() || held.includes("supervisor") || held.includes("admin");
}

interface GroupKey {
  whole: string;
  /** The first part's value where `whole` is a DN, else the same as `whole`. */
  name: string;
}

function groupKey(group: string): GroupKey {
  const plain = group.trim().toLowerCase();
  const parts = plain.split(/(?<!\\),/).map((part) => part.trim().replace(/\s*=\s*/, "="));
  const isDn = parts.every((part) => /^[a-z][a-z0-9-]*=./.test(part));
  if (!isDn) return { whole: plain, name: plain };
  return { whole: parts.map(unescaped).join(","), name: unescaped(parts[0] ?? "").replace(/^[^=]*=/, "") };
}

/** DNs escape characters as `\,` or by their bytes as `\2c`. */
function unescaped(part: string): string {
  try {
    return part
      .replace(/(?:\\[0-9a-f]{2})+/g, (bytes) => decodeURIComponent(bytes.replaceAll("\\", "%")))
      .replace(/\\(.)/g, "$1");
  } catch {
    return part;
  }
}
