import { execFileSync } from "node:child_process";
import { chmod, link, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HeadState } from "#lib/domain/source";
import { exr } from "#sandbox/media/exr";
import { jpeg } from "#sandbox/media/jpeg";
import { mov } from "#sandbox/media/mov";
import { rasterOf } from "#sandbox/media/picture";
import { png } from "#sandbox/media/png";
import { readHeads } from "./read-heads.ts";
import { askAsNobody } from "./storage-fixture.ts";
import { exrSample } from "./test-exr.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "compout-heads-"));
});

afterAll(() => rm(folder, { recursive: true }));

const picture = (x: number, y: number): [number, number, number] => [x, y, 0.5];
let files = 0;

async function headOf(extension: string, bytes: Buffer | string): Promise<HeadState | null> {
  files += 1;
  const path = join(folder, `${files}.${extension}`);
  await writeFile(path, bytes);
  return headAt(path);
}

async function headAt(path: string): Promise<HeadState | null> {
  const [answer] = await readHeads([{ folder, paths: [path] }]);
  return answer?.[0] ?? null;
}

/** Cuts at many places: after each of the first bytes, then ever further apart, and the last byte alone. */
function* cuts(bytes: Buffer): Generator<Buffer> {
  for (let at = 1; at < bytes.length; at += Math.ceil(at / 4)) yield bytes.subarray(0, at);
  yield bytes.subarray(0, -1);
}

const frame = jpeg(64, 36, picture);
const movie = mov({ width: 64, height: 36, framesPerSecond: 24, frames: [frame, frame, frame] });
const whole: [extension: string, what: string, bytes: Buffer][] = [
  ["exr", "lines, not compressed", exr(64, 36, picture)],
  ["exr", "lines, 16 in a chunk", exrSample({ width: 30, height: 40, compression: 3 })],
  ["exr", "lines of a wavelet codec, 32 in a chunk", exrSample({ width: 30, height: 70, compression: 4 })],
  ["exr", "tiles", exrSample({ width: 70, height: 40, tiles: { size: 32, mode: 0 } })],
  [
    "exr",
    "tiles, each level half of the one before",
    exrSample({ width: 70, height: 40, tiles: { size: 32, mode: 1 } }),
  ],
  [
    "exr",
    "tiles, levels of both directions, rounded up",
    exrSample({ width: 9, height: 5, tiles: { size: 4, mode: 0x12 } }),
  ],
  ["exr", "two parts", exrSample({ width: 30, height: 40, parts: 2 })],
  ["exr", "deep lines", exrSample({ width: 30, height: 4, deep: true })],
  ["jpg", "baseline", frame],
  ["jpeg", "baseline", frame],
  ["png", "eight bits", png(rasterOf(picture, 64, 36))],
  ["mov", "index behind the pictures", movie],
  ["mp4", "index before the pictures", Buffer.concat([box("ftyp", 8), box("moov", 100), box("mdat", 5000)])],
  [
    "mov",
    "of the old kind, with a box of 64-bit size",
    Buffer.concat([box("wide", 0), bigBox("mdat", 100), box("moov", 9)]),
  ],
  ["m4v", "whose last box goes on to the end", Buffer.concat([box("ftyp", 8), box("moov", 9), openBox("mdat", 80)])],
];

function box(type: string, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, Buffer.alloc(length, 7)]);
}

function bigBox(type: string, length: number): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1);
  head.write(type, 4, "latin1");
  head.writeBigUInt64BE(BigInt(16 + length), 8);
  return Buffer.concat([head, Buffer.alloc(length, 7)]);
}

function openBox(type: string, length: number): Buffer {
  const open = box(type, length);
  open.writeUInt32BE(0);
  return open;
}

describe("a file that is whole is sound", () => {
  test.each(whole)("%s: %s", async (extension, _, bytes) => {
    expect(await headOf(extension, bytes)).toBe("sound");
    expect(await headOf(extension.toUpperCase(), bytes)).toBe("sound");
  });

  test("whatever it is, where its format is not known here", async () => {
    expect(await headOf("dpx", "x")).toBe("sound");
  });

  test("with what a camera appends behind a picture's end", async () => {
    expect(await headOf("jpg", Buffer.concat([frame, Buffer.alloc(500)]))).toBe("sound");
  });
});

describe("a file that was cut off anywhere is not sound", () => {
  test.each(whole)("%s: %s", async (extension, what, bytes) => {
    for (const cut of cuts(bytes)) {
      // Where the last box has no length, its end can't be told from a cut.
      if (what.includes("goes on to the end") && cut.length > 33) continue;
      const head = await headOf(extension, cut);
      expect(["cut-off", "wrong-format", "unfinished"], `${cut.length} of ${bytes.length} bytes`).toContain(head);
    }
  });
});

describe("a file of another format than its name says", () => {
  test.each([
    ["exr", frame],
    ["jpg", png(rasterOf(picture, 8, 8))],
    ["png", frame],
    ["mov", frame],
    ["exr", Buffer.from("rendered elsewhere")],
  ])("%s", async (extension, bytes) => {
    expect(await headOf(extension, bytes)).toBe("wrong-format");
  });
});

describe("a file whose writer never finished", () => {
  test("EXR: a table of chunks that holds zeros", async () => {
    expect(await headOf("exr", exrSample({ width: 30, height: 70, unfilled: true }))).toBe("unfinished");
  });

  test("movie: pictures, and no index", async () => {
    expect(await headOf("mov", Buffer.concat([box("ftyp", 8), box("mdat", 900)]))).toBe("unfinished");
    expect(await headOf("mov", Buffer.concat([box("ftyp", 8), openBox("mdat", 900)]))).toBe("unfinished");
  });
});

describe("a header that makes no sense", () => {
  test.each([
    ["exr", exrSample({ width: 0, height: 40 })],
    ["exr", exrSample({ width: 30, height: 40, chunksAt: 4 })],
    ["exr", Buffer.concat([exr(8, 8, picture).subarray(0, 8), Buffer.alloc(900, 0x61)])],
    ["jpg", Buffer.concat([frame.subarray(0, 2), Buffer.from([0xff, 0xe0, 0, 4, 1, 1, 0x12, 0x34]), frame])],
    ["png", Buffer.concat([png(rasterOf(picture, 8, 8)).subarray(0, 8), Buffer.alloc(100, 1)])],
    ["mov", Buffer.concat([box("ftyp", 8), Buffer.from([0, 0, 0, 5]), Buffer.alloc(100)])],
  ])("%s", async (extension, bytes) => {
    expect(await headOf(extension, bytes)).toBe("damaged");
  });
});

describe("what is no regular file", () => {
  test("is told apart without waiting for anybody: pipes, sockets, folders, links, nothing", async () => {
    const pipe = join(folder, "pipe.exr");
    execFileSync("mkfifo", [pipe]);
    expect(await headAt(pipe)).toBeNull();
    const socket = createServer().listen(join(folder, "socket.exr"));
    expect(await headAt(join(folder, "socket.exr"))).toBeNull();
    socket.close();
    await mkdir(join(folder, "folder.exr"));
    expect(await headAt(join(folder, "folder.exr"))).toBeNull();
    await writeFile(join(folder, "there.exr"), exr(8, 8, picture));
    await symlink("there.exr", join(folder, "link.exr"));
    expect(await headAt(join(folder, "link.exr"))).toBeNull();
    await link(join(folder, "there.exr"), join(folder, "second.exr"));
    expect(await headAt(join(folder, "second.exr"))).toBe("sound");
    expect(await headAt(join(folder, "nothing.exr"))).toBeNull();
  });
});

test("a file that the account may not open is told apart from one that is broken", async () => {
  await chmod(folder, 0o755);
  const closed = join(folder, "closed.exr");
  await writeFile(closed, exr(8, 8, picture));
  await chmod(closed, 0o000);
  expect(await askAsNobody({ heads: [{ folder, paths: [closed] }] })).toMatchObject({ heads: [["unreadable"]] });
});

test("answers come in the order of requests and paths", async () => {
  const sound = join(folder, "sound.exr");
  const cut = join(folder, "cut.exr");
  await writeFile(sound, exr(8, 8, picture));
  await writeFile(cut, exr(8, 8, picture).subarray(0, -1));
  const answers = await readHeads([
    { folder, paths: [cut, sound] },
    { folder, paths: [] },
    { folder, paths: [sound, join(folder, "gone.exr"), cut] },
  ]);
  expect(answers).toEqual([["cut-off", "sound"], [], ["sound", null, "cut-off"]]);
});
