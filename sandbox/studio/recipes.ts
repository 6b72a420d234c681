import { assetTypeId, type Department } from "./workflow.ts";

export interface ComponentRecipe {
  name: string;
  /** Also the folder below the version, and the end of the file's name. */
  camera: "left" | "right" | null;
  extension: ".exr" | ".jpg" | ".mov";
  sequence: boolean;
}

export interface AssetRecipe {
  name: string;
  department: Department;
  typeId: string;
  /** How publishers of that department write frame numbers. */
  frameToken: "%04d" | "####" | "@@@@" | "$F4";
  components: readonly ComponentRecipe[];
}

const stereo = (extension: ".exr" | ".jpg", prefix = ""): ComponentRecipe[] =>
  (["left", "right"] as const).map((camera) => ({ name: `${prefix}${camera}`, camera, extension, sequence: true }));
const mono = (extension: ComponentRecipe["extension"], sequence: boolean): ComponentRecipe => ({
  name: "main",
  camera: null,
  extension,
  sequence,
});

const img = assetTypeId("img");

/** What each department publishes of a shot, its main product first. */
export const recipes: Readonly<Record<Department, readonly [AssetRecipe, ...AssetRecipe[]]>> = {
  Compositing: [
    {
      name: "compout",
      department: "Compositing",
      typeId: assetTypeId("comp"),
      frameToken: "%04d",
      components: [...stereo(".exr"), mono(".mov", false)],
    },
    {
      name: "precomp",
      department: "Compositing",
      typeId: img,
      frameToken: "%04d",
      components: stereo(".exr", "main_"),
    },
  ],
  Roto: [{ name: "roto", department: "Roto", typeId: img, frameToken: "####", components: [mono(".exr", true)] }],
  Paint: [
    { name: "cleanplate", department: "Paint", typeId: img, frameToken: "%04d", components: [mono(".jpg", false)] },
  ],
  Lighting: [{ name: "beauty", department: "Lighting", typeId: img, frameToken: "$F4", components: stereo(".exr") }],
  Animation: [
    {
      name: "playblast",
      department: "Animation",
      typeId: assetTypeId("mov"),
      frameToken: "%04d",
      components: [mono(".mov", false)],
    },
  ],
  Matchmove: [
    { name: "undistort", department: "Matchmove", typeId: img, frameToken: "@@@@", components: [mono(".jpg", true)] },
  ],
};

/** What somebody published without a task. */
export const reference: AssetRecipe = {
  name: "reference",
  department: "Compositing",
  typeId: assetTypeId("mov"),
  frameToken: "%04d",
  components: [mono(".mov", false), { name: "still", camera: null, extension: ".jpg", sequence: false }],
};

/** What asset builds have: a turntable by lighters, textures by painters. */
export const buildRecipes: readonly AssetRecipe[] = [
  {
    name: "turntable",
    department: "Lighting",
    typeId: img,
    frameToken: "%04d",
    components: [mono(".mov", false), { name: "beauty", camera: null, extension: ".exr", sequence: true }],
  },
  { name: "texture", department: "Paint", typeId: img, frameToken: "%04d", components: [mono(".jpg", false)] },
];
