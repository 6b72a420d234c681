import { expect, it } from "vitest";
import { messageIdOf } from "./message-id.ts";

const messageId = "<6f1c2d3e@compout.example>";

it("is the upload's own at first, and another one in each round of trying again", () => {
  const ids = [0, 1, 2, 12].map((round) => messageIdOf({ messageId, round }));
  expect(ids).toEqual([
    messageId,
    "<6f1c2d3e.1@compout.example>",
    "<6f1c2d3e.2@compout.example>",
    "<6f1c2d3e.12@compout.example>",
  ]);
});
