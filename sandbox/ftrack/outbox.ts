export type Invitation = {
  readonly kind: "user" | "review session";
  readonly to: string;
  readonly name: string;
  /** What it invites to: the server, or the name of the session. */
  readonly subject: string;
};

const kept = 200;

/** Invitations in the place where a real server mails them; `GET /sandbox/outbox` shows them. */
export class Outbox {
  private invitations: Invitation[] = [];

  post(invitation: Invitation): void {
    this.invitations.push(invitation);
    if (this.invitations.length > kept) this.invitations.shift();
  }

  /** The latest, oldest first. */
  read(): readonly Invitation[] {
    return [...this.invitations];
  }
}
