import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readSettings } from "#sandbox/demo/settings";

const fewest = 386;
const read = (command: string, environment: Record<string, string> = {}) =>
  readSettings(command.split(" ").filter(Boolean), environment, fewest);

test("asked for nothing, the demo is the whole studio on port 3000, its ftrack on a free port", () => {
  expect(read("")).toEqual({
    mode: "studio",
    home: resolve(import.meta.dirname, "../../.compout"),
    port: 3000,
    versions: null,
    seed: null,
    ftrackPort: 0,
    adminPort: null,
  });
});

test("flags and environment are read together", () => {
  const environment = { PORT: "3005", FTRACK_PORT: "3105", FTRACK_ADMIN_PORT: "0" };
  expect(read("--versions 100000 --seed more.json --directory /tmp/second", environment)).toEqual({
    mode: "studio",
    home: "/tmp/second",
    port: 3005,
    versions: 100_000,
    seed: resolve("more.json"),
    ftrackPort: 3105,
    adminPort: 0,
  });
});

test("ftrack alone has a port of its own, so that clients keep their settings", () => {
  expect(read("--ftrack-only")).toMatchObject({ mode: "ftrack-only", ftrackPort: 3100, adminPort: null });
  expect(read("--ftrack-only", { FTRACK_PORT: "0" })).toMatchObject({ ftrackPort: 0 });
  expect(read("--ftrack-only", { PORT: "no matter" })).toMatchObject({ mode: "ftrack-only" });
});

test("an empty variable counts as none", () => {
  expect(read("", { PORT: "", FTRACK_PORT: "", FTRACK_ADMIN_PORT: "" })).toMatchObject({ port: 3000, adminPort: null });
});

test("values may follow an equals sign", () => {
  expect(read("--versions=5000 --seed=a.json")).toMatchObject({ versions: 5000, seed: resolve("a.json") });
});

describe("refuses, and says what to do:", () => {
  test.each([
    [
      "--version 5",
      "no option --version. It knows --versions NUMBER, --seed FILE, --ftrack-only and --directory FOLDER",
    ],
    ["-x", "no option -x"],
    ["loud", 'can\'t do anything with "loud"'],
    ["--versions", "--versions has no value"],
    ["--seed --ftrack-only", "--seed has no value"],
    ["--directory=", "--directory has no value"],
    ["--ftrack-only=yes", '--ftrack-only takes no value, but "yes" was given'],
    ["--seed a.json --seed b.json", "--seed is there twice"],
    ["--versions many", "--versions is many. It counts all asset versions: give a whole number from 386"],
    ["--versions 10", "--versions is 10."],
    ["--versions 1e5", "--versions is 1e5."],
    ["--versions 500001", "to 500000."],
  ])("%s", (command, sentence) => {
    expect(() => read(command)).toThrow(sentence);
  });

  test.each([
    [{ PORT: "0" }, "PORT is 0, which is no port. Set it to a number from 1 to 65535."],
    [{ PORT: "http" }, "PORT is http"],
    [
      { FTRACK_PORT: "65536" },
      "FTRACK_PORT is 65536, which is no port. Set it to a number from 0 to 65535, 0 for a free one.",
    ],
    [{ FTRACK_PORT: "-1" }, "FTRACK_PORT is -1"],
    [{ FTRACK_ADMIN_PORT: "3.5" }, "FTRACK_ADMIN_PORT is 3.5"],
  ])("%j", (environment, sentence) => {
    expect(() => read("", environment)).toThrow(sentence);
  });
});
