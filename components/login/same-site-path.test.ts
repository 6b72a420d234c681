import { describe, expect, it } from "vitest";
import { sameSitePath } from "./same-site-path.tsx";

const origin = "https://upload.studio.example";

describe("where to go after signing in", () => {
  it("is the page that was asked for, with its query", () => {
    expect(sameSitePath("/uploads?type=client&page=2", origin)).toBe("/uploads?type=client&page=2");
    expect(sameSitePath(`${origin}/audit`, origin)).toBe("/audit");
  });

  it("is the start where nothing was asked for", () => {
    expect(sameSitePath(undefined, origin)).toBe("/");
    expect(sameSitePath("", origin)).toBe("/");
  });

  it.each([
    "https://elsewhere.example/uploads",
    "//elsewhere.example/uploads",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "https://upload.studio.example.elsewhere.example/",
    "https://upload.studio.example@elsewhere.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://upload.studio.example/uploads",
    "https://",
    "/.//elsewhere.example",
  ])("never leaves the site: %s", (wanted) => {
    expect(sameSitePath(wanted, origin)).toBe("/");
  });

  it("never goes round in circles, nor to a handler", () => {
    expect(sameSitePath("/login?callbackUrl=%2F", origin)).toBe("/");
    expect(sameSitePath("/api/auth/signout", origin)).toBe("/");
    expect(sameSitePath("/login-help", origin)).toBe("/login-help");
  });
});
