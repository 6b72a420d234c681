import { z } from "zod";
import { parseIpRange } from "./ip-address.ts";
import { layoutProblem } from "./layout.ts";
import { isPathSegment, normalPath, segmentsOf } from "./posix-path.ts";
import { aliasProblem } from "./studio-path.ts";
import { suggestionProblem } from "./suggestion.ts";
import { isTimeZone } from "./zoned-time.ts";

/** A text that says something; outer blanks do not count. */
export const text = z.string().trim().min(1, "must not be empty");

/** A folder as this server has it mounted; doubled and trailing slashes are dropped. */
export const absolutePath = text
  .regex(/^\/(?!\/)/, "must be an absolute POSIX path, like /mnt/prj")
  .refine((path) => !segmentsOf(path).includes(".."), 'must not hold ".."')
  .refine((path) => !/\p{Cc}/u.test(path), "must not hold control characters")
  .overwrite(normalPath);

/** A folder in which {project} may stand for the project's name. */
export const projectFolder = absolutePath.superRefine(onlyTokens(["project"]));

/** What goes before a location's relative paths. */
export const locationPrefix = text.superRefine(onlyTokens(["project", "root", "disk"]));

/** A storage root's own path: the same for every project. */
export const rootFolder = absolutePath.superRefine(onlyTokens([]));

export const volumeAlias = text.superRefine(problem(aliasProblem));

/** A project's name where it has to be one folder's name too. */
export const projectName = text.refine(isPathSegment, "must be a name without slashes, as ftrack has it");

export const layoutTemplate = text.superRefine(problem(layoutProblem));

export const suggestionTemplate = text.superRefine(problem(suggestionProblem));

export const proxyRange = text.refine(
  (range) => parseIpRange(range) !== null,
  "must be an IP address or a CIDR range, like 10.0.0.0/8 or fd00::/8",
);

export const timeZone = text.refine(isTimeZone, "must be an IANA time zone, like Europe/Berlin");

export const octalMode = z.string().regex(/^[0-7]{3,4}$/, 'must be an octal mode in quotes, like "2775"');

/** Where folders are put together before they get their name. */
export const stagingFolder = text
  .regex(/^[^/]+$|^\/(?!\/)/, "must be one folder name, or an absolute path on the same volume")
  .refine(
    (path) => !path.split("/").some((segment) => segment === "." || segment === ".."),
    'must not hold "." or ".."',
  );

function problem(find: (value: string) => string | null) {
  return (value: string, context: z.RefinementCtx<string>) => {
    const message = find(value);
    if (message !== null) context.addIssue({ code: "custom", message });
  };
}

function onlyTokens(known: readonly string[]) {
  return problem((value) => {
    const tokens = value.match(/\{[^{}]*\}?|\}/g) ?? [];
    const unknown = tokens.find((token) => !known.some((name) => token === `{${name}}`));
    if (unknown === undefined) return null;
    const names = known.map((name) => `{${name}}`).join(", ");
    return `has ${unknown}, which stands for nothing here${names === "" ? "" : `; ${names} may be used`}`;
  });
}
