import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSeed } from "#sandbox/demo/seed";

const folder = mkdtempSync(join(tmpdir(), "compout-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function fileWith(text: string): string {
  count += 1;
  const path = join(folder, `seed-${count}.json`);
  writeFileSync(path, text);
  return path;
}

const shot = { action: "create", entity_type: "Shot", entity_data: { name: "sh9999" } };

test("reads the create operations of a file, and leaves aside what clients send beyond them", async () => {
  const file = fileWith(JSON.stringify([{ ...shot, entity_key: ["1"] }]));
  expect(await readSeed(file)).toEqual([shot]);
});

test.each([
  ["no JSON", "[{", /is no JSON: /],
  ["no list", JSON.stringify(shot), /holds no list\. Make it a JSON list of create operations\.$/],
  ["an entry that is no object", '["Shot"]', /entry 1 of 1: it is no object\. Each entry is \{"action": "create"/],
  [
    "another action",
    JSON.stringify([shot, { ...shot, action: "update" }]),
    /entry 2 of 2: action is not as it should be/,
  ],
  ["no type", JSON.stringify([{ ...shot, entity_type: undefined }]), /entry 1 of 1: it has no entity_type/],
  [
    "data that is a list",
    JSON.stringify([{ ...shot, entity_data: [] }]),
    /entry 1 of 1: entity_data is not as it should be/,
  ],
])("refuses %s, naming the file", async (_, text, sentence) => {
  const file = fileWith(text);
  await expect(readSeed(file)).rejects.toThrow(sentence);
  await expect(readSeed(file)).rejects.toThrow(file);
});

test("a file that is not there is named", async () => {
  const file = join(folder, "nowhere.json");
  await expect(readSeed(file)).rejects.toThrow(`The seed ${file} can't be read: ENOENT`);
});
