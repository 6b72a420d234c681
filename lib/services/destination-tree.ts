import { deliveryRootsFor } from "#lib/domain/destination";
import type { Plan } from "#lib/domain/plan";
import { foldersToCount, planTree, type TreeFolder } from "#lib/domain/plan-tree";
import { nameOf } from "#lib/domain/posix-path";
import type { Context } from "./context.ts";

const most = { counted: 2000, standing: 200, listed: 2000 };

/** What the destination of a plan looks like before and after: one bounded read for each of its folders. Throws AppError storage-failed. */
export async function destinationTree(
  { configuration, files }: Pick<Context, "configuration" | "files">,
  plan: Plan,
): Promise<TreeFolder> {
  const { destination: folder, project, uploadType } = plan;
  const roots = deliveryRootsFor(configuration, project.name, uploadType);
  const hidden = [nameOf(configuration.storage.staging)];
  const [holdings, { names, more }] = await Promise.all([
    files.holdings(foldersToCount(plan, most.counted)),
    files.folderNames({ folder, roots, begin: "", hidden, most: most.standing }),
  ]);
  return planTree(plan, { holdings, standing: names, standingCut: more }, most.listed);
}
