import { followText, type MountView, shownAs, type ViewedText, type ViewFacts } from "./mount-view.ts";
import type { WantedLinks } from "./plan-sketch.ts";
import { folderOf, joinPath } from "./posix-path.ts";
import { quoted } from "./sentences.ts";

/**
 * Why an item's links would not work for somebody who sees storage otherwise: a sentence for each view in which its folder is
 * not shown, or in which a link does not lead to the very source. `way` is what each link says before its file's name.
 */
export function viewProblems(wanted: WantedLinks, way: string, realFolder: string, facts: ViewFacts): string[] {
  return facts.views.flatMap((view) => problemIn(view, wanted, way, realFolder, facts) ?? []);
}

function problemIn(
  view: MountView,
  wanted: WantedLinks,
  way: string,
  realFolder: string,
  facts: ViewFacts,
): string | null {
  const places = shownAs(view, realFolder);
  if (places.length === 0) {
    return `${quoted(view.name)} does not see ${quoted(wanted.folder)}, so the links would be of no use there. Pick a destination that it sees, or ask for the folder in ${settings}.`;
  }
  for (const place of places) {
    // Files of one folder share the way there, so that is followed once; a file that is itself a link goes its own way.
    const towards = followText(view, facts.links, place, folderOf(way));
    for (const { name, file } of wanted.links) {
      const text = `${way}${file.name}`;
      const isPlain = file.realPath === undefined;
      const found = isPlain ? below(towards, file.name) : followText(view, facts.links, place, text);
      const source = file.realPath ?? joinPath(wanted.realSourceFolder, file.name);
      if (found.ok && found.ours === source) continue;
      return sentence(view, joinPath(place, name), text, found, source);
    }
  }
  return null;
}

function below(folder: ViewedText, name: string): ViewedText {
  if (!folder.ok) return folder;
  const ours = folder.ours === null ? null : joinPath(folder.ours, name);
  return { ok: true, theirs: joinPath(folder.theirs, name), ours };
}

const settings = `${quoted("storage.views")} of the configuration`;

function sentence(view: MountView, place: string, text: string, found: ViewedText, source: string): string {
  const what = `${quoted(view.name)} sees a link at ${quoted(place)} that says ${quoted(text)}`;
  return `${what}, and ${outcome(found, source)}. It would work here and not there. Pick a destination from which it can be followed, or ask for the source's folder in ${settings}.`;
}

function outcome(found: ViewedText, source: string): string {
  if (found.ok) return `that leads to ${quoted(found.theirs)} there, which is not ${quoted(source)}`;
  switch (found.problem) {
    case "above":
      return "that leads above all that it sees";
    case "circles":
      return "that leads in circles there";
    case "not-shown":
      return `${quoted(found.theirs)} is not there`;
  }
}
