import { FilterParser } from "ldapts";
import { describe, expect, test } from "vitest";
import { accountName, commonNameOf, filled, filterValue } from "./filters.ts";

describe("filterValue", () => {
  test.each([
    ["*)(uid=*", "\\2a\\29\\28uid=\\2a"],
    ["back\\slash", "back\\5cslash"],
    ["nul\u0000", "nul\\00"],
    ["Tomás Łoś", "Tomás Łoś"],
  ])("%j becomes a value, never a filter", (typed, escaped) => {
    expect(filterValue(typed)).toBe(escaped);
    expect(FilterParser.parseString(`(uid=${escaped})`)).toMatchObject({ attribute: "uid", value: typed });
  });
});

describe("filled", () => {
  test("replaces every mention, escaped, and leaves unknown ones alone", () => {
    const template = "(|(member={dn})(memberUid={username})(x={other}))";
    expect(filled(template, { dn: "cn=a\\,b", username: "$&*" })).toBe(
      "(|(member=cn=a\\5c,b)(memberUid=$&\\2a)(x={other}))",
    );
  });
});

describe("accountName", () => {
  test.each(["", "   ", "a\u0000b", "a\nb", "x".repeat(257)])("%j is no account's name", (typed) => {
    expect(accountName(typed)).toBeNull();
  });

  test("outer blanks do not count", () => {
    expect(accountName(" mira.okafor ")).toBe("mira.okafor");
  });
});

describe("commonNameOf", () => {
  test.each([
    ["cn=artists,ou=groups,dc=x", "artists"],
    ["CN = VFX \\, Paint ,OU=Groups,DC=x", "VFX , Paint"],
    ["CN=Comp\\C3\\A9team,DC=x", "Compéteam"],
    ["cn=one+ou=two,dc=x", "one"],
    ["ou=artists,dc=x", null],
  ])("%s", (dn, name) => {
    expect(commonNameOf(dn)).toBe(name);
  });
});
