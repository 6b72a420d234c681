import { describe, expect, test } from "vitest";
import type { MountView, ViewFacts } from "./mount-view.ts";
import { destination, fileRequest, planOf, sequenceRequest } from "./plan-samples.ts";
import type { PlanRequest } from "./plan-sketch.ts";
import { writtenLinks } from "./planned-link.ts";

const client = (...mounts: MountView["mounts"]): MountView => ({ name: "client FTP", mounts });
const onlyFtp = client({ ours: "/srv/prj/NXP/00_ftp", theirs: "/" });
const whole = client({ ours: "/srv/prj", theirs: "/mnt/prj" });
const request = sequenceRequest(1, "shot");
const planned = (view: MountView, links: ViewFacts["links"] = new Map(), one: PlanRequest = request) =>
  planOf([one], { views: { views: [view], links } }).items[0];

describe("for somebody who sees storage otherwise", () => {
  test("a link is planned where it leads to the very source there too", () => {
    expect(planned(whole)).toMatchObject({ verdict: "new", reasons: [] });
    const elsewhere = client({ ours: "/srv/prj/NXP", theirs: "/jobs/northern" });
    expect(planned(elsewhere)).toMatchObject({ verdict: "new" });
  });

  test("a link out of a chroot stops the item, with the view, the text and what is wrong with it", () => {
    expect(planned(onlyFtp)).toMatchObject({
      verdict: "blocked",
      reasons: [
        "`client FTP` sees a link at `/day1/shot/shot.1001.exr` that says `../../../shot/shot.1001.exr`, and that leads above all that it sees. It would work here and not there. Pick a destination from which it can be followed, or ask for the source's folder in `storage.views` of the configuration.",
      ],
      links: [{ verdict: "blocked" }, { verdict: "blocked" }, { verdict: "blocked" }],
    });
  });

  test("a chroot that shows the sources too, at the place where the text leads, lets the item through", () => {
    const both = client(
      { ours: "/srv/prj/NXP/00_ftp", theirs: "/NXP/00_ftp" },
      { ours: "/srv/prj/NXP/shot", theirs: "/NXP/shot" },
    );
    expect(planned(both)).toMatchObject({ verdict: "new" });
  });

  test("another file at that place stops the item", () => {
    const other = client(
      { ours: "/srv/prj/NXP/00_ftp", theirs: "/NXP/00_ftp" },
      { ours: "/srv/old/shot", theirs: "/NXP/shot" },
    );
    expect(planned(other)).toMatchObject({
      verdict: "blocked",
      reasons: [
        expect.stringContaining(
          "that leads to `/NXP/shot/shot.1001.exr` there, which is not `/srv/prj/NXP/shot/shot.1001.exr`",
        ),
      ],
    });
  });

  test("a destination that it does not see stops the item", () => {
    expect(planned(client({ ours: "/srv/ftp", theirs: "/" }))).toMatchObject({
      verdict: "blocked",
      reasons: [expect.stringContaining(`\`client FTP\` does not see \`${destination}/shot\``)],
    });
  });

  test("an absolute text counts by that machine's own paths", () => {
    const roots = [{ path: "/mnt/prj", realPath: "/srv/prj", links: "absolute" as const }];
    const item = (view: MountView) => planOf([request], { roots, views: { views: [view], links: new Map() } }).items[0];
    expect(item(whole)).toMatchObject({ verdict: "new" });
    expect(item(client({ ours: "/srv/prj", theirs: "/jobs" }))).toMatchObject({
      verdict: "blocked",
      reasons: [expect.stringContaining("`/mnt` is not there")],
    });
  });

  test("a link has to work under each name that its folder has there", () => {
    const twice = client({ ours: "/srv/prj", theirs: "/mnt/prj" }, { ours: "/srv/prj/NXP/00_ftp", theirs: "/ftp" });
    expect(planned(twice)).toMatchObject({ verdict: "blocked", reasons: [expect.stringContaining("`/ftp/day1/")] });
  });

  test("links on the way to the source are followed as that machine reads them", () => {
    const moved: PlanRequest = {
      ...request,
      source: request.source?.state === "found" ? { ...request.source, realFolder: "/srv/prj/vol2/shot" } : null,
    };
    expect(planned(whole, new Map([["/srv/prj/NXP/shot", "../vol2/shot"]]), moved)).toMatchObject({ verdict: "new" });
    expect(planned(whole, new Map([["/srv/prj/NXP/shot", "/srv/prj/vol2/shot"]]), moved)).toMatchObject({
      verdict: "blocked",
      reasons: [expect.stringContaining("`/srv` is not there")],
    });
  });

  test("a frame that is itself a link goes its own way", () => {
    const file = fileRequest(2, "out", "a.mov");
    const archived = (realPath: string): PlanRequest => {
      if (file.source?.state !== "found") throw new Error("the sample has no source");
      return { ...file, source: { ...file.source, files: file.source.files.map((one) => ({ ...one, realPath })) } };
    };
    const links = new Map([["/srv/prj/NXP/out/a.mov", "../archive/a.mov"]]);
    expect(planned(whole, links, archived("/srv/prj/NXP/archive/a.mov"))).toMatchObject({ verdict: "new" });
    expect(planned(whole, links, archived("/srv/archive/a.mov"))).toMatchObject({ verdict: "blocked" });
  });

  test("links that are in place already and do not work there are no success", () => {
    const made = planOf([request]).items.flatMap(writtenLinks);
    const standing = Object.fromEntries(
      made.map(({ target, text, source }) => [
        target,
        { kind: "link" as const, text, reaches: source.replace("/mnt/prj", "/srv/prj") },
      ]),
    );
    const { items } = planOf([request], { standing, views: { views: [onlyFtp], links: new Map() } });
    expect(items[0]).toMatchObject({ verdict: "blocked" });
  });

  test("what stops an item anyway stays its verdict, and the view's reason comes after", () => {
    const standing = { [`${destination}/shot/shot.1002.exr`]: { kind: "file" as const } };
    const { items } = planOf([request], { standing, views: { views: [onlyFtp], links: new Map() } });
    expect(items[0]).toMatchObject({
      verdict: "blocked",
      reasons: [expect.stringContaining("real files"), expect.stringContaining("`client FTP`")],
    });
  });

  test("every view has its say", () => {
    const views = { views: [onlyFtp, { ...onlyFtp, name: "courier" }], links: new Map() };
    expect(planOf([request], { views }).items[0]?.reasons).toHaveLength(2);
  });
});
