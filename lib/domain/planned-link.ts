import type { PlanItem, PlannedLink } from "./plan.ts";
import { pathIn } from "./posix-path.ts";

/** A link with its paths written out. */
export interface WrittenLink extends PlannedLink {
  /** File that the link leads to, in the studio's mount form. */
  source: string;
  /** Where the link goes. */
  target: string;
  /** What is written into the link. */
  text: string;
}

type Places = Pick<PlanItem, "sourceFolder" | "folder" | "way">;

/** A plan may have a hundred thousand links: their paths are written out where they are needed, and not kept. */
export function writtenLink({ sourceFolder, folder, way }: Places, link: PlannedLink): WrittenLink {
  const { name, file } = link;
  return { ...link, source: pathIn(sourceFolder, file), target: pathIn(folder ?? "", name), text: `${way}${file}` };
}

/** All links of an item, with their paths. */
export function writtenLinks(item: Places & Pick<PlanItem, "links">): WrittenLink[] {
  return item.links.map((link) => writtenLink(item, link));
}
