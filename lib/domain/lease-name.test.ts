import { expect, it } from "vitest";
import { uploadIdSchema } from "./ids.ts";
import { leaseOf, uploadOfLease } from "./lease-name.ts";

const uploadId = uploadIdSchema.parse("6f1c2d3e-0000-4000-8000-000000000001");

it("names the upload and what is done with it, and both are read from it again", () => {
  expect(uploadOfLease(leaseOf(uploadId, "ftrack"))).toEqual({ uploadId, kind: "ftrack" });
});

it.each(["watch", "upload:6f1c2d3e:links", `upload:${uploadId}`, `upload:${uploadId}:`, `upload:${uploadId}:a:b`])(
  "reads no upload from %s",
  (name) => expect(uploadOfLease(name)).toBeNull(),
);
