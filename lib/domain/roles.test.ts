import { describe, expect, test } from "vitest";
import { sampleConfiguration } from "./domain-samples.ts";
import { mayManage, maySeeAudit, maySubmit, rolesOf } from "./roles.ts";

const dn = "cn=Supervisors,ou=Groups,dc=lumenworks,dc=example";
const configured = { artist: ["artists"], coordinator: ["Coordinators"], supervisor: [dn], admin: ["pipeline, core"] };

describe("rolesOf", () => {
  test.each([
    [["artists"], ["artist"]],
    [["ARTISTS"], ["artist"]],
    [["cn=artists,ou=groups,dc=lumenworks,dc=example"], ["artist"]],
    [["CN=Coordinators, OU=Groups, DC=lumenworks, DC=example"], ["coordinator"]],
    [["CN = supervisors , ou=groups, dc=lumenworks,dc=example"], ["supervisor"]],
    [["supervisors", "artists"], ["artist"]],
    [["cn=supervisors,ou=other,dc=lumenworks,dc=example"], []],
    [["artists2", "ou=artists,dc=lumenworks", "x artists"], ["artist"]],
    [["cn=pipeline\\, core,ou=groups,dc=lumenworks"], ["admin"]],
    [["cn=pipeline\\2C core,ou=groups,dc=lumenworks"], ["admin"]],
    [["cn=pipeline\\ff core,ou=groups,dc=lumenworks"], []],
    [["cn=guests,cn=artists,dc=lumenworks"], []],
    [[], []],
  ])("%j gives %j", (groups, roles) => {
    expect(rolesOf(groups, configured)).toEqual(roles);
  });

  test("roles that nobody configured are nobody's", () => {
    expect(rolesOf(["admins"], { artist: ["artists"] })).toEqual([]);
  });
});

describe("maySubmit", () => {
  test("every role may do both upload types by default", () => {
    const configuration = sampleConfiguration();
    for (const role of ["artist", "coordinator", "supervisor", "admin"] as const) {
      expect(maySubmit([role], "internal", configuration)).toBe(true);
      expect(maySubmit([role], "client", configuration)).toBe(true);
    }
    expect(maySubmit([], "internal", configuration)).toBe(false);
  });

  test("an upload type may be kept for some roles", () => {
    const configuration = sampleConfiguration({ uploads: { client: { roles: ["coordinator"] } } });
    expect(maySubmit(["artist"], "client", configuration)).toBe(false);
    expect(maySubmit(["artist", "coordinator"], "client", configuration)).toBe(true);
    expect(maySubmit(["artist"], "internal", configuration)).toBe(true);
  });
});

test("the audit is for supervisors and admins", () => {
  expect(maySeeAudit(["artist", "coordinator"])).toBe(false);
  expect(maySeeAudit(["supervisor"])).toBe(true);
  expect(maySeeAudit(["admin"])).toBe(true);
});

test("an upload is its owner's to cancel, to try again and to withdraw, and supervisors' and admins'", () => {
  expect(mayManage([], "mira.okafor", "Mira.Okafor")).toBe(true);
  expect(mayManage(["supervisor"], "daniel.osei", "mira.okafor")).toBe(true);
  expect(mayManage(["admin"], "kenji.arai", "mira.okafor")).toBe(true);
  expect(mayManage(["artist", "coordinator"], "lena.hartmann", "mira.okafor")).toBe(false);
});
