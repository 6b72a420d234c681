import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isIPv4 } from "node:net";
import { der, derInteger } from "./der.ts";

/** Both as PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const identifier = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const time = (date: Date) => der(0x18, `${date.toISOString().replace(/\D/g, "").slice(0, 14)}Z`);
const extension = (hex: string, value: Buffer) => sequence(identifier(hex), der(0x04, value));

const ecdsaWithSha256 = sequence(identifier("2a8648ce3d040302"));

/**
 * A fresh self-signed certificate with its key: a stand-in for what a studio's own authority gives out. Good for the
 * names and IPv4 addresses given, from 2020 until `validUntil` (by default 2120).
 */
export function makeCertificate(
  names: readonly string[] = ["localhost", "127.0.0.1"],
  validUntil = new Date("2120-01-01"),
): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const commonName = sequence(der(0x31, sequence(identifier("550403"), der(0x0c, names[0] ?? "sandbox"))));
  const alternatives = names.map((name) =>
    isIPv4(name) ? der(0x87, Buffer.from(name.split(".").map(Number))) : der(0x82, name),
  );
  const extensions = [
    extension("551d11", sequence(...alternatives)),
    // Marked as an authority: some clients take only those for one.
    extension("551d13", sequence(der(0x01, Buffer.from([0xff])))),
  ];
  const body = sequence(
    der(0xa0, derInteger(2)),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    commonName,
    sequence(time(new Date("2020-01-01")), time(validUntil)),
    commonName,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = der(0x03, Buffer.from([0]), sign("sha256", body, privateKey));
  const lines =
    sequence(body, ecdsaWithSha256, signature)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return {
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
