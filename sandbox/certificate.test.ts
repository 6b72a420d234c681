import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeCertificate } from "#sandbox/certificate";
import { der, derInteger, firstDer, integerOf, partsOf } from "#sandbox/der";

describe("a certificate", () => {
  test("proves its names, addresses and itself", () => {
    const { cert } = makeCertificate();
    const read = new X509Certificate(cert);
    expect([read.checkHost("localhost"), read.checkIP("127.0.0.1")]).toEqual(["localhost", "127.0.0.1"]);
    expect(read.checkHost("elsewhere.example")).toBeUndefined();
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.ca).toBe(true);
  });

  test("ends when it is told to", () => {
    const { cert } = makeCertificate(["mail.example"], new Date("2021-02-03T04:05:06Z"));
    expect(new Date(new X509Certificate(cert).validTo).toISOString()).toBe("2021-02-03T04:05:06.000Z");
  });
});

describe("basic encoding", () => {
  test("reads what it wrote, whatever the length", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 5 }), (values) => {
        const written = der(0x30, ...values.map((value) => der(0x04, Buffer.from(value))));
        const read = firstDer(written);
        expect(read?.end).toBe(written.length);
        const parts = read ? partsOf(read.element) : [];
        expect(parts.map(({ value }) => [...value])).toEqual(values.map((value) => [...value]));
        expect(firstDer(written.subarray(0, -1))).toBeNull();
      }),
    );
  });

  test("reads integers that it wrote", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 40 }), (value) => {
        const read = firstDer(derInteger(value));
        expect(read && integerOf(read.element)).toBe(value);
      }),
    );
  });

  test.each([-1, 0.5, Number.NaN])("writes no %s as an integer", (value) => {
    expect(() => derInteger(value)).toThrow(RangeError);
  });

  test.each([
    ["a length without end", [0x30, 0x80]],
    ["a length of five bytes", [0x30, 0x85, 0, 0, 0, 0, 1]],
    ["a length of a gigabyte", [0x30, 0x84, 0x40, 0, 0, 0]],
  ])("refuses %s", (_, bytes) => {
    expect(() => firstDer(Buffer.from(bytes))).toThrow(RangeError);
  });

  test("refuses parts that do not fill their whole", () => {
    expect(() => partsOf({ tag: 0x30, value: Buffer.from([0x04, 0x05, 0x01]) })).toThrow(RangeError);
  });
});
