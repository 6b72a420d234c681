/** For property tests: a disk on paper, walked step by step, that knows nothing of the program's own path rules. */
export type ModelNode = ModelFolder | { kind: "file" } | { kind: "link"; text: string };

export interface ModelFolder {
  kind: "folder";
  names: Map<string, ModelNode>;
  parent: ModelFolder | null;
}

export function modelFolder(parent: ModelFolder | null = null): ModelFolder {
  return { kind: "folder", names: new Map(), parent };
}

const mostLinks = 40;

/** Where a path leads: the node itself and never a link, with the folder that holds it; null where it leads nowhere. */
export function walkModel(
  top: ModelFolder,
  path: string,
  from: ModelFolder = top,
): { node: ModelFolder | { kind: "file" }; path: string } | null {
  const ahead = path.split("/").reverse();
  let folder = path.startsWith("/") ? top : from;
  let file: { node: { kind: "file" }; path: string } | null = null;
  let followed = 0;
  for (let step = ahead.pop(); step !== undefined; step = ahead.pop()) {
    if (step === "" || step === ".") continue;
    if (file !== null) return null;
    if (step === "..") {
      folder = folder.parent ?? folder;
      continue;
    }
    const node = folder.names.get(step);
    if (node === undefined) return null;
    if (node.kind === "folder") folder = node;
    else if (node.kind === "file") file = { node, path: `${placeOf(folder)}/${step}` };
    else {
      followed += 1;
      if (followed > mostLinks) return null;
      ahead.push(...node.text.split("/").reverse());
      if (node.text.startsWith("/")) folder = top;
    }
  }
  return file ?? { node: folder, path: placeOf(folder) || "/" };
}

/** "" for the top. */
function placeOf(folder: ModelFolder): string {
  if (folder.parent === null) return "";
  const [name = ""] = [...folder.parent.names].find(([, node]) => node === folder) ?? [];
  return `${placeOf(folder.parent)}/${name}`;
}

/** Puts something under an absolute path, whose folders are made; what has the name already, or a path through no folder, stays. */
export function putModel(
  top: ModelFolder,
  path: string,
  what: { kind: "file" } | { kind: "link"; text: string } | "folder",
): void {
  const steps = path.split("/").filter((step) => step !== "");
  const name = steps.pop();
  let folder = top;
  for (const step of steps) {
    const node = folder.names.get(step) ?? modelFolder(folder);
    if (node.kind !== "folder") return;
    folder.names.set(step, node);
    folder = node;
  }
  if (name === undefined || folder.names.has(name)) return;
  folder.names.set(name, what === "folder" ? modelFolder(folder) : what);
}

/** Every link of the disk: where it stands → what it says. */
export function modelLinks(folder: ModelFolder): [string, string][] {
  return [...folder.names].flatMap(([name, node]): [string, string][] => {
    if (node.kind === "folder") return modelLinks(node);
    return node.kind === "link" ? [[`${placeOf(folder)}/${name}`, node.text]] : [];
  });
}
