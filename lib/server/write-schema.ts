import { writeFileSync } from "node:fs";
import { z } from "zod";
import { configurationSchema } from "#lib/domain/configuration";

/** Writes `compout.schema.json`, by which editors complete and check a `compout.yaml`. */

/** As people write it: what has a default may be left out. */
const schema = z.toJSONSchema(configurationSchema, { io: "input" });

const file = new URL("../../compout.schema.json", import.meta.url);
writeFileSync(file, `${JSON.stringify({ title: "Settings of Compout Upload", ...schema }, null, 2)}\n`);
