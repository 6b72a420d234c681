import { generateKeyPairSync, sign } from "node:crypto";

/** DER, as far as one certificate needs it: tag, length, content. */
function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const identifier = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const integer = (value: number) => der(0x02, Buffer.from([value]));
const time = (text: string) => der(0x18, text);

const ecdsaWithSha256 = sequence(identifier("2a8648ce3d040302"));
const commonName = sequence(der(0x31, sequence(identifier("550403"), der(0x0c, "localhost"))));
const validity = sequence(time("20200101000000Z"), time("21200101000000Z"));
/** localhost and 127.0.0.1. */
const alternativeNames = sequence(
  identifier("551d11"),
  der(0x04, sequence(der(0x82, "localhost"), der(0x87, Buffer.from([127, 0, 0, 1])))),
);

/** A fresh self-signed certificate of localhost with its key, as PEM: a stand-in for a studio's own authority. */
export function testCertificate(): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const body = sequence(
    der(0xa0, integer(2)),
    integer(1),
    ecdsaWithSha256,
    commonName,
    validity,
    commonName,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(alternativeNames)),
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
