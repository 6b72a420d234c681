import { describe, expect, test } from "vitest";
import { sampleConfiguration } from "./domain-samples.ts";
import { followText, type MountView, realOnPaper, shownAs, viewsFor } from "./mount-view.ts";

const chroot: MountView = { name: "client FTP", mounts: [{ ours: "/srv/prj/NXP/00_ftp", theirs: "/" }] };
const workstation: MountView = {
  name: "workstations",
  mounts: [
    { ours: "/srv/prj", theirs: "/mnt/prj" },
    { ours: "/srv/scratch", theirs: "/mnt/prj/NXP/scratch" },
  ],
};
const noLinks = new Map<string, string>();
const follow = (view: MountView, from: string, text: string, links: Readonly<Record<string, string>> = {}) =>
  followText(view, new Map(Object.entries(links)), from, text);

describe("a view shows", () => {
  test("what its mounts hold, under their names", () => {
    expect(shownAs(chroot, "/srv/prj/NXP/00_ftp/day1")).toEqual(["/day1"]);
    expect(shownAs(chroot, "/srv/prj/NXP/00_ftp")).toEqual(["/"]);
    expect(shownAs(workstation, "/srv/prj/NXP/00_ftp/day1")).toEqual(["/mnt/prj/NXP/00_ftp/day1"]);
  });

  test("nothing that lies beside them", () => {
    expect(shownAs(chroot, "/srv/prj/NXP/seq010")).toEqual([]);
    expect(shownAs(chroot, "/srv/prj/NXP/00_ftp2")).toEqual([]);
  });

  test("nothing that a mount inside of another hides", () => {
    expect(shownAs(workstation, "/srv/prj/NXP/scratch/a")).toEqual([]);
    expect(shownAs(workstation, "/srv/scratch/a")).toEqual(["/mnt/prj/NXP/scratch/a"]);
  });

  test("a folder under each of its names", () => {
    const twice = { ...chroot, mounts: [...chroot.mounts, { ours: "/srv/prj", theirs: "/all" }] };
    expect(shownAs(twice, "/srv/prj/NXP/00_ftp/day1")).toEqual(["/day1", "/all/NXP/00_ftp/day1"]);
  });
});

describe("a text leads", () => {
  test("from the link's folder where it is relative, to the file that stands there", () => {
    expect(follow(workstation, "/mnt/prj/NXP/00_ftp/day1", "../../seq010/a.exr")).toEqual({
      ok: true,
      theirs: "/mnt/prj/NXP/seq010/a.exr",
      ours: "/srv/prj/NXP/seq010/a.exr",
    });
  });

  test("from the view's top where it is absolute", () => {
    expect(follow(workstation, "/mnt/prj/NXP/00_ftp", "/mnt/prj/NXP/seq010/a.exr")).toMatchObject({
      ours: "/srv/prj/NXP/seq010/a.exr",
    });
    expect(follow(chroot, "/day1", "/day2/a.exr")).toMatchObject({ ours: "/srv/prj/NXP/00_ftp/day2/a.exr" });
  });

  test("through folders that only hold mounts", () => {
    expect(follow(workstation, "/mnt/prj/NXP", "../..")).toEqual({ ok: true, theirs: "/mnt", ours: null });
    expect(follow(workstation, "/mnt/prj/NXP", "../../prj/EPI")).toMatchObject({ ours: "/srv/prj/EPI" });
  });

  test("into the deepest mount", () => {
    expect(follow(workstation, "/mnt/prj/NXP", "scratch/a.exr")).toMatchObject({ ours: "/srv/scratch/a.exr" });
  });

  test("on from links on the way, by what they say there", () => {
    const links = { "/srv/prj/NXP/seq010": "/mnt/prj/vol2/seq010", "/srv/prj/NXP/seq020": "../vol2/seq020" };
    expect(follow(workstation, "/mnt/prj/NXP/00_ftp", "../seq010/a.exr", links)).toMatchObject({
      ours: "/srv/prj/vol2/seq010/a.exr",
    });
    expect(follow(workstation, "/mnt/prj/NXP/00_ftp", "../seq020/a.exr", links)).toMatchObject({
      ours: "/srv/prj/vol2/seq020/a.exr",
    });
  });
});

describe("a text leads nowhere", () => {
  test("above the top", () => {
    expect(follow(chroot, "/day1", "../../seq010/a.exr")).toEqual({ ok: false, problem: "above" });
    expect(follow(chroot, "/day1", "../a.exr").ok).toBe(true);
  });

  test("into what the view does not show, and it says into what", () => {
    expect(follow(workstation, "/mnt/prj/NXP", "/mnt/vol2/a.exr")).toEqual({
      ok: false,
      problem: "not-shown",
      theirs: "/mnt/vol2",
    });
  });

  test("in circles", () => {
    expect(follow(workstation, "/mnt/prj/NXP", "a/b", { "/srv/prj/NXP/a": "a" })).toEqual({
      ok: false,
      problem: "circles",
    });
  });
});

test("a path of this server is followed through the links that are known", () => {
  const links = new Map([
    ["/mnt/prj", "/srv/prj"],
    ["/srv/prj/NXP/00_ftp", "../../ftp/NXP"],
  ]);
  expect(realOnPaper("/mnt/prj/NXP/00_ftp/day1", links)).toBe("/srv/ftp/NXP/day1");
  expect(realOnPaper("/mnt/prj", noLinks)).toBe("/mnt/prj");
});

describe("a view applies", () => {
  const mounts = [{ ours: "/mnt/prj/{project}/00_ftp", theirs: "/" }];
  const of = (views: readonly object[]) => {
    const { storage } = sampleConfiguration();
    return sampleConfiguration({ storage: { ...storage, folderMode: "2775", views } });
  };

  test("to every upload, unless it names projects or upload types", () => {
    const configuration = of([
      { name: "all", mounts },
      { name: "NXP's client", projects: ["NXP"], uploadTypes: ["client"], mounts },
    ]);
    const names = (project: string, type: "internal" | "client") =>
      viewsFor(configuration, project, type).map(({ name }) => name);
    expect(names("NXP", "client")).toEqual(["all", "NXP's client"]);
    expect(names("NXP", "internal")).toEqual(["all"]);
    expect(names("EPI", "client")).toEqual(["all"]);
  });

  test("with the project's name in its paths", () => {
    expect(viewsFor(of([{ name: "all", mounts }]), "NXP", "client")).toEqual([
      { name: "all", mounts: [{ ours: "/mnt/prj/NXP/00_ftp", theirs: "/" }] },
    ]);
  });

  test.each([
    [[{ name: "a", mounts: [] }]],
    [[{ name: "a", mounts: [...mounts, { ours: "/mnt/prj", theirs: "/" }] }]],
    [
      [
        { name: "a", mounts },
        { name: "A", mounts },
      ],
    ],
    [[{ name: "a", mounts: [{ ours: "P:\\", theirs: "/" }] }]],
    [[{ name: "a", mounts: [{ ours: "/mnt/prj", theirs: "D:\\prj" }] }]],
  ])("only if its settings are sound: %j is none", (views) => {
    expect(() => of(views)).toThrow();
  });
});
