import { ApiError } from "#sandbox/ftrack/api-error";
import type { JsonRecord } from "#sandbox/ftrack/json";
import type { Action, ActionContext } from "./action.ts";
import { encodeMedia } from "./encode-media.ts";
import { sendReviewSessionInvite, sendUserInvite } from "./invite.ts";
import { resetRemote } from "./reset-remote.ts";
import { securityRoleActions } from "./security-roles.ts";
import { generateSignedUrl } from "./signed-url.ts";
import { completeMultipartUpload, getUploadMetadata } from "./upload.ts";
import { getWidgetUrl } from "./widget.ts";

/** What clients can ask for beyond queries and writes. */
const actions: Readonly<Record<string, Action>> = {
  complete_multipart_upload: completeMultipartUpload,
  encode_media: encodeMedia,
  generate_signed_url: generateSignedUrl,
  get_upload_metadata: getUploadMetadata,
  get_widget_url: getWidgetUrl,
  reset_remote: resetRemote,
  send_review_session_invite: sendReviewSessionInvite,
  send_user_invite: sendUserInvite,
  ...securityRoleActions,
};

const byKey = "call with the username and a key of that user instead";
const noSecondFactor = "users of this server sign in with their key alone";

/** What a real server offers and this one does not, and why or what to do instead. */
const refusals: Readonly<Record<string, string>> = {
  assume_user: byKey,
  compute_rollups: "query the entities and sum up instead",
  configure_otp: noSecondFactor,
  configure_totp: noSecondFactor,
  convert_entity: "create an entity of the other type instead",
  delayed_job: "no background job is configured here, and no directory to synchronise users with",
  disable_2fa: noSecondFactor,
  generate_totp: noSecondFactor,
  un_assume_user: byKey,
};

/** The name of an action of this table, or undefined. */
export function knownAction(name: unknown): string | undefined {
  return typeof name === "string" && (Object.hasOwn(actions, name) || Object.hasOwn(refusals, name)) ? name : undefined;
}

/** @throws ApiError */
export function performAction(name: string, sent: JsonRecord, context: ActionContext): JsonRecord {
  const action = actions[name];
  if (action !== undefined) return action(sent, context);
  throw new ApiError(
    "ServerError",
    `The action "${name}" is not offered by this server: ${refusals[name] ?? "it is unknown"}`,
  );
}
