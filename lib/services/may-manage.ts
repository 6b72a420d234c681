import type { Person, Role } from "#lib/domain/actor";
import { AppError } from "#lib/domain/errors";
import { mayManage } from "#lib/domain/roles";
import type { Upload } from "#lib/domain/upload";

/** Throws AppError not-allowed unless the person owns the upload, or is a supervisor or an admin. `what`: "cancel it". */
export function mayManageOrThrow(roles: readonly Role[], person: Person, { actor }: Upload, what: string): void {
  if (mayManage(roles, person.username, actor.username)) return;
  throw new AppError(
    "not-allowed",
    `This is ${actor.name}'s upload: only ${actor.name}, supervisors and admins may ${what}. Ask one of them.`,
  );
}
