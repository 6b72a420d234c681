import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatIp, isInRange, parseIp, parseIpRange } from "./ip-address.ts";

const text = (address: string) => {
  const parsed = parseIp(address);
  return parsed === null ? null : formatIp(parsed);
};
const inside = (address: string, range: string) => {
  const [parsed, parsedRange] = [parseIp(address), parseIpRange(range)];
  return parsed !== null && parsedRange !== null && isInRange(parsed, parsedRange);
};

describe("parseIp", () => {
  test.each([
    ["10.0.0.1", "10.0.0.1"],
    [" 255.255.255.255 ", "255.255.255.255"],
    ["::1", "::1"],
    ["::", "::"],
    ["[2001:DB8::1]", "2001:db8::1"],
    ["2001:0db8:0000:0000:0001:0000:0000:0001", "2001:db8::1:0:0:1"],
    ["fe80::1%eth0", "fe80::1"],
    ["::ffff:10.0.0.1", "10.0.0.1"],
    ["::ffff:a00:1", "10.0.0.1"],
    ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
    ["1:0:0:4:0:0:0:8", "1:0:0:4::8"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
    ["2001:db8::", "2001:db8::"],
  ])("%s is %s", (written, usual) => {
    expect(text(written)).toBe(usual);
  });

  test.each([
    "",
    "10.0.0",
    "10.0.0.256",
    "010.0.0.1",
    "10.0.0.1.2",
    "1::2::3",
    "12345::",
    ":::",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "g::",
    "::10.0.0.999",
    "unknown",
    "10.0.0.1:80",
    "1:2:3:4:5:6:7::8:9",
  ])("%j is none", (written) => {
    expect(parseIp(written)).toBeNull();
  });

  test("agrees with the URL standard on every IPv6 address", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const parsed = parseIp(address);
        const usual = new URL(`http://[${address}]/`).hostname.slice(1, -1);
        if (parsed === null) throw new Error(`${address} was not read`);
        if (parsed.bits === 128) expect(formatIp(parsed)).toBe(usual);
        else expect(usual).toMatch(/^::ffff:/);
      }),
      { numRuns: 2000 },
    );
  });

  test("reads every IPv4 address and writes it as it was", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(text(address)).toBe(address);
      }),
    );
  });
});

describe("ranges", () => {
  test.each([
    ["10.1.2.3", "10.0.0.0/8", true],
    ["11.1.2.3", "10.0.0.0/8", false],
    ["10.1.2.3", "10.1.2.3", true],
    ["10.1.2.4", "10.1.2.3", false],
    ["192.0.2.1", "0.0.0.0/0", true],
    ["::1", "0.0.0.0/0", false],
    ["fd00::1", "fd00::/8", true],
    ["fe00::1", "fd00::/8", false],
    ["::ffff:10.1.2.3", "10.0.0.0/8", true],
    ["10.1.2.3", "::ffff:10.0.0.0/104", true],
    ["11.1.2.3", "::ffff:10.0.0.0/104", false],
    ["10.1.2.3", "10.0.0.0/31", false],
  ])("%s in %s: %s", (address, range, is) => {
    expect(inside(address, range)).toBe(is);
  });

  test.each(["10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "x/8", "", "::ffff:10.0.0.0/8"])(
    "%j is none",
    (range) => {
      expect(parseIpRange(range)).toBeNull();
    },
  );
});
