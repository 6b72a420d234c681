import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { idOf } from "./tiny-ids.ts";
import { tinyStudio } from "./tiny-studio.ts";
import { tinyUser } from "./tiny-workflow.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

let folder = "";
let optionsFile = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ftrack-main-"));
  optionsFile = join(folder, "options.json");
  const operationsFile = join(folder, "operations.json");
  const picture = join(folder, "thumb.png");
  await writeFile(operationsFile, JSON.stringify(tinyStudio));
  await writeFile(picture, "a picture");
  const files = { [idOf("thumb")]: { contentType: "image/png", path: picture } };
  await writeFile(optionsFile, JSON.stringify({ operationsFile, files }));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The address that the child prints when it listens. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("The child has no output");
  for await (const line of createInterface({ input: child.stdout })) return String(JSON.parse(line).url);
  throw new Error("The child said nothing");
}

async function shots(url: string): Promise<unknown> {
  const headers = { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey };
  const body = JSON.stringify([{ action: "query", expression: "select name from Shot order by name" }]);
  const [answer] = await (await fetch(`${url}/api`, { method: "POST", headers, body })).json();
  return answer.data.map(({ name }: { name: string }) => name);
}

test("reads its options from a file, serves, and ends when its parent's pipe does", async () => {
  const child = spawn(process.execPath, [main, optionsFile], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const url = await addressOf(child);
  expect(await shots(url)).toEqual(["sh0010", "sh0020"]);
  const picture = await fetch(`${url}/component/get?${new URLSearchParams({ id: idOf("thumb"), ...tinyUser })}`);
  expect(await picture.text()).toBe("a picture");
  child.stdin?.end();
  expect(await exited).toEqual([0, null]);
});

test("takes its options as a message, and ends on SIGTERM", async () => {
  const child = fork(main, [], { stdio: ["ignore", "pipe", "inherit", "ipc"], execArgv: [] });
  const exited = once(child, "exit");
  const listening = once(child, "message");
  child.send({ operations: tinyStudio });
  const url = await addressOf(child);
  expect((await listening)[0]).toEqual({ url });
  expect(await shots(url)).toEqual(["sh0010", "sh0020"]);
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
});

test("ends when the parent that sent its options goes away", async () => {
  const child = fork(main, [], { stdio: ["ignore", "pipe", "inherit", "ipc"], execArgv: [] });
  const exited = once(child, "exit");
  child.send({ operations: tinyStudio });
  await addressOf(child);
  child.disconnect();
  expect(await exited).toEqual([0, null]);
});

test("says what is wrong with its options and ends with a failure", async () => {
  const broken = join(folder, "broken.json");
  await writeFile(broken, JSON.stringify({ port: 70_000 }));
  const child = spawn(process.execPath, [main, broken], { stdio: ["ignore", "ignore", "pipe"] });
  const exited = once(child, "exit");
  const said: string[] = [];
  child.stderr.on("data", (part: Buffer) => said.push(part.toString()));
  expect(await exited).toEqual([1, null]);
  expect(said.join("")).toContain("port");
});
