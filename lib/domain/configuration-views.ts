import { z } from "zod";
import { absolutePath, projectFolder, projectName, text } from "./configuration-fields.ts";
import { uploadTypeSchema } from "./upload-type-schema.ts";

const mountSchema = z.strictObject({
  ours: projectFolder.describe("A folder as this server has it; {project} stands for the project's name"),
  theirs: absolutePath.describe("Where it is seen there; / is the top"),
});

/** A view of storage other than this server's, in which every link has to work too. */
export const mountViewSchema = z
  .strictObject({
    name: text.describe("Who sees it so: sentences for artists name it"),
    projects: z.array(projectName).min(1).optional().describe("Only for these projects; default: all"),
    uploadTypes: z.array(uploadTypeSchema).min(1).default(["internal", "client"]),
    mounts: z
      .array(mountSchema)
      .min(1)
      .superRefine((mounts, context) => {
        const places = mounts.map(({ theirs }) => theirs);
        places.forEach((place, at) => {
          if (places.indexOf(place) === at) return;
          context.addIssue({ code: "custom", path: [at, "theirs"], message: `stands here twice: ${place}` });
        });
      }),
  })
  .describe("An FTP server's chroot, or another machine's mounts, by POSIX paths");
