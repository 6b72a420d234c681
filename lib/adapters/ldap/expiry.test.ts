import { describe, expect, test } from "vitest";
import { hasExpired } from "./expiry.ts";

const now = new Date("2026-11-22T18:00:00Z");

describe("an account's own end", () => {
  test.each([
    ["Active Directory: a moment ago", { accountExpires: "134398439990000000" }, true],
    ["Active Directory: in a moment", { accountExpires: "134398440010000000" }, false],
    ["Active Directory: never", { accountExpires: "9223372036854775807" }, false],
    ["Active Directory: never, the other way", { accountExpires: "0" }, false],
    ["OpenLDAP: a moment ago", { pwdEndTime: "20261122175959Z" }, true],
    ["OpenLDAP: in a moment", { pwdEndTime: "20261122180001.5Z" }, false],
    ["OpenLDAP: without seconds", { pwdEndTime: "202611221759Z" }, true],
    ["POSIX: that day", { shadowExpire: "20779" }, true],
    ["POSIX: the day after", { shadowExpire: "20780" }, false],
    ["POSIX: never", { shadowExpire: "-1" }, false],
    ["none", {}, false],
    ["nonsense", { accountExpires: "soon", pwdEndTime: "soon", shadowExpire: "soon" }, false],
  ])("%s", (_, attributes, expired) => {
    expect(hasExpired({ dn: "cn=somebody", ...attributes }, now)).toBe(expired);
  });
});
