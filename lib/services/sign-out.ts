import type { Person } from "#lib/domain/actor";
import type { SystemContext } from "./context.ts";

/** Records that a person signed out. The session itself is a cookie, and is gone by then. */
export async function signOut(
  context: Pick<SystemContext, "store">,
  { username, name, email }: Person,
  address: string | null,
): Promise<void> {
  await context.store.audit.append({
    kind: "sign-out",
    actor: { username, name, email },
    address,
    subject: { type: "session", id: username, label: username },
    details: {},
  });
}
