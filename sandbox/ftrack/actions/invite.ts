import { ApiError } from "#sandbox/ftrack/api-error";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import { schema } from "#sandbox/ftrack/schema/schema";
import { type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import type { Action } from "./action.ts";
import { textAt } from "./sent.ts";

const user = schema.must("User");
const invitee = schema.must("ReviewSessionInvitee");
const session = schema.must("ReviewSession");
const userEmail = columnOf("User", "email");
const username = columnOf("User", "username");
const inviteeEmail = columnOf("ReviewSessionInvitee", "email");
const inviteeName = columnOf("ReviewSessionInvitee", "name");
const sessionId = columnOf("ReviewSessionInvitee", "review_session_id");
const sessionName = columnOf("ReviewSession", "name");

/** Invites a user to the server; the letter lies in the outbox. */
export const sendUserInvite: Action = (sent, { outbox, afterwards, writer }) => {
  const row = found(writer.store, user.name, textAt(sent, "user_id"));
  const to = textOf(row, userEmail);
  const name = textOf(row, username) ?? "";
  if (to === undefined || to === "") throw new ApiError("ValidationError", `User '${name}' has no email address`);
  afterwards(() => outbox.post({ kind: "user", to, name, subject: "ftrack" }));
  return { action: "send_user_invite", sent: true };
};

/** Invites somebody to a review session, and notes when. */
export const sendReviewSessionInvite: Action = (sent, { outbox, afterwards, writer }) => {
  const id = textAt(sent, "review_session_invitee_id");
  const row = found(writer.store, invitee.name, id);
  writer.update(invitee, id, { last_sent_at: writer.now });
  const reviewed = writer.store.get(session, textOf(row, sessionId) ?? "");
  const subject = reviewed === undefined ? "" : (textOf(reviewed, sessionName) ?? "");
  afterwards(() =>
    outbox.post({
      kind: "review session",
      to: textOf(row, inviteeEmail) ?? "",
      name: textOf(row, inviteeName) ?? "",
      subject,
    }),
  );
  return { action: "send_review_session_invite", sent: true };
};

function found(store: Store, typeName: string, id: string): Row {
  const row = store.get(schema.must(typeName), id);
  if (row !== undefined) return row;
  throw new ApiError("ValidationError", `There is no ${typeName} '${id}'`);
}
