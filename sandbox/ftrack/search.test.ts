import { describe, expect, test } from "vitest";
import { OBJECT_TYPE } from "./known-ids.ts";
import { listAt, OpenStudio, recordAt, refusalOf } from "./open-tiny-studio.ts";
import { create } from "./operation.ts";
import { idOf, nameOf } from "./tiny-ids.ts";

const studio = new OpenStudio([
  create("Asset", { id: idOf("bible"), name: "show bible", context_id: idOf("nxp"), type_id: idOf("render") }),
]);

type Asked = {
  readonly expression: string;
  readonly terms?: readonly string[];
  readonly context_id?: string;
  readonly object_type_ids?: readonly string[];
};

function answerTo(asked: Asked) {
  const [answer] = studio.call([{ action: "search", entity_type: "ignored", terms: [], ...asked }]);
  return {
    names: listAt(answer, "data").map(({ id }) => nameOf(String(id))),
    next: recordAt(recordAt(answer, "metadata"), "next").offset,
  };
}

describe("a search finds what has each term in its names or in those above it", () => {
  test.each<[string, readonly string[], string]>([
    ["Task", [], "task1 task2 task3"],
    ["Task", ["comp"], "task1 task3"],
    ["Task", ["COMP", "sh0010"], "task1"],
    ["Task", ["nxp", "ep01", "roto"], "task2"],
    ["Task", ["old"], ""],
    ["Task where name is roto", ["sh0010"], "task2"],
    ["TypedContext", ["sh0020"], "sh0020 task3"],
    ["Project", ["next planet"], "nxp"],
    ["Asset", ["sh0010"], "compout"],
    ["Asset", ["nxp", "bible"], "bible"],
    ["AssetVersion", ["compout", "seq010"], "v1 v2"],
    ["User", ["ada"], "artist"],
    ["User", ["bo@tiny"], "boss"],
    ["Status", ["review"], "ready pending"],
  ])("%s with %j: %s", (expression, terms, expected) => {
    expect(answerTo({ expression, terms }).names.join(" ")).toBe(expected);
  });
});

test("within a context: what hangs on it, and itself", () => {
  const within = (expression: string, context: string) =>
    answerTo({ expression, terms: [], context_id: idOf(context) }).names.join(" ");
  expect(within("TypedContext", "sh0010")).toBe("sh0010 task1 task2");
  expect(within("AssetVersion", "sh0020")).toBe("p1");
  expect(within("Asset", "nxp")).toBe("compout plates bible");
  expect(within("Task", "old")).toBe("");
});

test("of some object types", () => {
  const types = [OBJECT_TYPE.shot, OBJECT_TYPE.sequence];
  expect(answerTo({ expression: "TypedContext", object_type_ids: types }).names).toEqual([
    "seq010",
    "sh0010",
    "sh0020",
  ]);
});

test("pages count what is found, not what is looked at", () => {
  expect(answerTo({ expression: "Task limit 1", terms: ["roto"] })).toEqual({ names: ["task2"], next: null });
  expect(answerTo({ expression: "Task order by id limit 1", terms: ["comp"] })).toEqual({ names: ["task1"], next: 1 });
  expect(answerTo({ expression: "Task order by id offset 1 limit 1", terms: ["comp"] })).toEqual({
    names: ["task3"],
    next: null,
  });
});

test("a wrong expression is refused like that of a query", () => {
  expect(refusalOf(() => answerTo({ expression: "select nome from Task" }))).toMatch(
    /^ParseError: No attribute 'nome'/,
  );
});
