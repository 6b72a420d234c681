import { z } from "zod";

export const roles = ["artist", "coordinator", "supervisor", "admin"] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Who acts: copied into uploads and audit events, so that those stay true when the directory changes. */
export interface Person {
  username: string;
  name: string;
  email: string;
}

/** A signed-in person, with the roles that the directory's groups gave at sign-in, and where the request came from. */
export interface Actor extends Person {
  roles: readonly Role[];
  /** Client address, or null for the worker. */
  address: string | null;
}
