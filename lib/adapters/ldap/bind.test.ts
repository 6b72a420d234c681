import { Client } from "ldapts";
import { describe, expect, test } from "vitest";
import { type BindAnswer, tryBind } from "./bind.ts";
import { answeringServer } from "./test-fronts.ts";

const invalidCredentials = 49;

/** A BindResponse, with a password policy control where the server says something of the password's age. */
function bindResponse(request: Buffer, code: number, words = "", policyError: number | null = null): Buffer {
  const block = (tag: number, ...parts: Buffer[]) => {
    const content = Buffer.concat(parts);
    return Buffer.concat([Buffer.from([tag, content.length]), content]);
  };
  const bytes = (...values: number[]) => Buffer.from(values);
  const response = block(0x61, block(0x0a, bytes(code)), block(0x04), block(0x04, Buffer.from(words)));
  const id = block(0x02, bytes(request[4] ?? 0));
  if (policyError === null) return block(0x30, id, response);
  const value = block(0x04, block(0x30, block(0x81, bytes(policyError))));
  const control = block(0x30, block(0x04, Buffer.from("1.3.6.1.4.1.42.2.27.8.5.1")), value);
  return block(0x30, id, response, block(0xa0, control));
}

async function answerTo(code: number, words: string, policyError: number | null): Promise<BindAnswer> {
  await using server = await answeringServer((request) => bindResponse(request, code, words, policyError));
  const client = new Client({ url: server.url, timeout: 2000 });
  try {
    return await tryBind(client, "cn=somebody,dc=lumenworks,dc=example", "a password", true);
  } finally {
    await client.unbind();
  }
}

const activeDirectory = (data: string) =>
  `80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data ${data}, v4563`;

describe("tryBind", () => {
  test.each<[string, BindAnswer, number, string, number | null]>([
    ["accepts success", "accepted", 0, "", null],
    ["refuses invalid credentials", "refused", invalidCredentials, "", null],
    ["refuses a locked account", "refused", 53, "Account inactivated. Contact system administrator.", null],
    ["refuses a locked account of Active Directory", "refused", invalidCredentials, activeDirectory("775"), null],
    ["refuses a wrong password of Active Directory", "refused", invalidCredentials, activeDirectory("52e"), null],
    ["refuses a disabled account of Active Directory", "refused", invalidCredentials, activeDirectory("533"), null],
    ["sees Active Directory's expired password", "expired", invalidCredentials, activeDirectory("532"), null],
    ["sees Active Directory's must-change", "expired", invalidCredentials, activeDirectory("773"), null],
    ["sees a policy's expired password", "expired", invalidCredentials, "", 0],
    ["sees a policy's change after reset", "expired", 0, "", 2],
    ["refuses an account that a policy locked", "refused", invalidCredentials, "", 1],
    ["does not believe an expiry that came with another refusal", "refused", 53, "", 0],
  ])("%s", async (_, answer, code, words, policyError) => {
    expect(await answerTo(code, words, policyError)).toBe(answer);
  });

  test.each([
    ["is busy", 51],
    ["is going down", 52],
    ["wants encryption", 13],
  ])("throws where the server %s: that says nothing about the password", async (_, code) => {
    await expect(answerTo(code, "", null)).rejects.toMatchObject({ code });
  });
});
