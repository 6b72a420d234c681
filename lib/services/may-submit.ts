import type { Role } from "#lib/domain/actor";
import type { Configuration } from "#lib/domain/configuration";
import { AppError } from "#lib/domain/errors";
import { maySubmit } from "#lib/domain/roles";
import { listed } from "#lib/domain/sentences";
import { type UploadType, uploadTypeLabel } from "#lib/domain/upload-type";

/** Throws AppError not-allowed where none of the roles may do uploads of that type. */
export function maySubmitOrThrow(roles: readonly Role[], uploadType: UploadType, configuration: Configuration): void {
  if (maySubmit(roles, uploadType, configuration)) return;
  const held = roles.length === 0 ? "no role" : `the role ${listed(roles)}`;
  throw new AppError(
    "not-allowed",
    `${uploadTypeLabel[uploadType]} uploads are for ${listed(configuration.uploads[uploadType].roles, "or")}; your account has ${held}. Ask your coordinator.`,
  );
}
