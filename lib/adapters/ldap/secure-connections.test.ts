import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCertificate } from "#sandbox/certificate";
import { type Ldap, startLdap } from "#sandbox/ldap/server";
import { cast } from "#sandbox/studio/cast";
import type { LdapSettings } from "./connections.ts";
import { createDirectory } from "./ldap.ts";
import { silentServer, startTlsServer } from "./test-fronts.ts";
import { settingsFor } from "./test-settings.ts";

const { artist } = cast;
let ldap: Ldap;
let folder: string;
let caFile: string;

beforeAll(async () => {
  ldap = await startLdap({ requireTls: true });
  folder = await mkdtemp(join(tmpdir(), "compout-ca-"));
  caFile = join(folder, "ca.pem");
  await writeFile(caFile, ldap.authority);
});
afterAll(async () => {
  await ldap.close();
  await rm(folder, { recursive: true });
});

const ways = [
  ["ldaps", () => ldap.secureUrl, false],
  ["StartTLS", () => ldap.url, true],
] as const;

function signIn(change: Partial<LdapSettings>, rules: Partial<LdapSettings["rules"]> = {}) {
  const settings = { ...settingsFor(ldap, { allowCleartext: false, ...rules }), ...change };
  return createDirectory(settings).signIn(artist.username, artist.password);
}

describe.each(ways)("by %s", (_, url, startTls) => {
  test("with the authority that the environment names", async () => {
    const answer = await signIn({ url: url(), startTls, authority: ldap.authority });
    expect(answer).toMatchObject({ outcome: "signed-in" });
  });

  test("with the authority that the configuration names", async () => {
    expect(await signIn({ url: url() }, { caFile, startTls })).toMatchObject({ outcome: "signed-in" });
  });

  test("refuses a certificate that nobody vouches for", async () => {
    await expect(signIn({ url: url(), startTls })).rejects.toMatchObject({
      code: "directory-unavailable",
      message: expect.stringContaining("self-signed"),
    });
  });

  test("refuses a certificate of another authority", async () => {
    const other = makeCertificate();
    await expect(signIn({ url: url(), startTls, authority: other.cert })).rejects.toMatchObject({
      code: "directory-unavailable",
    });
  });

  test.each([
    ["of another name", makeCertificate(["ldap.elsewhere.example"]), /altnames|does not match/i],
    ["that has expired", makeCertificate(undefined, new Date("2021-01-01")), /expired/],
  ])("refuses a certificate %s", async (_title, certificate, words) => {
    const own = await startLdap({ certificate });
    try {
      const own_url = startTls ? own.url : own.secureUrl;
      const change = { url: own_url, startTls, authority: certificate.cert };
      await expect(signIn(change)).rejects.toMatchObject({
        code: "directory-unavailable",
        message: expect.stringMatching(words),
      });
    } finally {
      await own.close();
    }
  });
});

test("nothing is said before StartTLS", async () => {
  await using server = await startTlsServer({ never: true });
  const change = { url: server.url, startTls: true, authority: ldap.authority };
  await expect(signIn(change, { timeoutMs: 150 })).rejects.toMatchObject({
    code: "directory-unavailable",
    message: expect.stringContaining("StartTLS timed out"),
  });
  expect(server.cleartextWords()).not.toContain("compout");
});

test("a connection that is lost after StartTLS is never made again in the clear", async () => {
  const certificate = makeCertificate();
  await using server = await startTlsServer({ hangsUp: certificate });
  await expect(signIn({ url: server.url, startTls: true, authority: certificate.cert })).rejects.toMatchObject({
    code: "directory-unavailable",
  });
  expect(server.connections()).toBe(1);
  expect(server.cleartextWords()).not.toContain(ldap.bindPassword);
});

test("a TLS handshake that never ends is given up", async () => {
  await using silent = await silentServer();
  const url = silent.url.replace("ldap:", "ldaps:");
  await expect(signIn({ url }, { timeoutMs: 150 })).rejects.toMatchObject({
    code: "directory-unavailable",
    message: expect.stringContaining("timed out"),
  });
});

test("a directory that wants encryption is said to", async () => {
  await expect(signIn({}, { allowCleartext: true })).rejects.toMatchObject({
    code: "directory-unavailable",
    message: expect.stringContaining("LDAP_STARTTLS=on"),
  });
});

describe("several addresses", () => {
  test("are tried in their order, until one answers", async () => {
    const closed = await silentServer();
    await closed.close();
    await using silent = await silentServer();
    const url = `${closed.url} ${silent.url}\n ${ldap.secureUrl}`;
    const change = { url, startTls: true, authority: ldap.authority };
    expect(await signIn(change, { timeoutMs: 1000 })).toMatchObject({ outcome: "signed-in" });
    expect(silent.connections()).toBe(1);
  });

  test("those that are down are not asked again while another answers", async () => {
    await using silent = await silentServer();
    const change = { url: `${silent.url} ${ldap.secureUrl}`, startTls: true, authority: ldap.authority };
    const directory = createDirectory({ ...settingsFor(ldap, { timeoutMs: 1000 }), ...change });
    await directory.ping();
    await directory.ping();
    expect(silent.connections()).toBe(1);
  });

  test("are all named where none answers, each with its reason", async () => {
    const closed = await silentServer();
    await closed.close();
    const other = makeCertificate().cert;
    await expect(
      signIn({ url: `${closed.url} ${ldap.secureUrl}`, startTls: true, authority: other }),
    ).rejects.toMatchObject({
      code: "directory-unavailable",
      message: expect.stringMatching(/127\.0\.0\.1:\d+: .*ECONNREFUSED.*; 127\.0\.0\.1:\d+: .*certificate/),
    });
  });

  test("none of them may send passwords in clear text", () => {
    const settings = { ...settingsFor(ldap, { allowCleartext: false }), url: `${ldap.secureUrl} ${ldap.url}` };
    expect(() => createDirectory(settings)).toThrow(/sends passwords in clear text/);
  });
});
