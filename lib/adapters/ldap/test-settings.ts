import { type Configuration, configurationSchema } from "#lib/domain/configuration";
import type { LdapSettings } from "./connections.ts";

/** The part of a running directory that settings are made of. */
interface Running {
  url: string;
  baseDn: string;
  bindDn: string;
  bindPassword: string;
  settings: Readonly<Record<string, unknown>>;
}

type Rules = Configuration["directory"];

/** The rules of a `compout.yaml` that says no more of its directory than `settings`. */
export function rulesFor({ settings }: Pick<Running, "settings">): Rules {
  return configurationSchema.parse({
    roles: { artist: ["artists"] },
    storage: { roots: [{ path: "/prj" }], sources: ["/prj"], deliveries: [{ path: "/prj/{project}" }] },
    directory: settings,
  }).directory;
}

/** Settings of a program that is joined with a directory; clear text is allowed, as on one machine. */
export function settingsFor(running: Running, rules: Partial<Rules> = {}): LdapSettings {
  const { url, baseDn, bindDn, bindPassword } = running;
  const joined = { ...rulesFor(running), allowCleartext: true, timeoutMs: 2000, ...rules };
  return { url, baseDn, bindDn, bindPassword, rules: joined };
}
