import { describe, expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";

const proxies = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"];
const client = (peer: string | null, forwardedFor: string | null) => clientAddress({ peer, forwardedFor, proxies });

describe("clientAddress", () => {
  test("is the peer's where no configured proxy stands between, whatever the header claims", () => {
    expect(client("192.0.2.7", null)).toBe("192.0.2.7");
    expect(client("192.0.2.7", "198.51.100.1")).toBe("192.0.2.7");
  });

  test("is what a configured proxy forwards", () => {
    expect(client("127.0.0.1", "192.0.2.7")).toBe("192.0.2.7");
    expect(client("::ffff:127.0.0.1", "192.0.2.7")).toBe("192.0.2.7");
    expect(client("fd00::2", "2001:db8::7")).toBe("2001:db8::7");
  });

  test("is the last address that no proxy has: what stands left of it the client wrote itself", () => {
    expect(client("127.0.0.1", "1.1.1.1, 192.0.2.7, 10.2.3.4")).toBe("192.0.2.7");
    expect(client("127.0.0.1", "10.9.9.9, 192.0.2.7")).toBe("192.0.2.7");
  });

  test("is the farthest proxy where all are proxies", () => {
    expect(client("127.0.0.1", "10.1.1.1, 10.2.2.2")).toBe("10.1.1.1");
    expect(client("127.0.0.1", null)).toBe("127.0.0.1");
    expect(client("127.0.0.1", "")).toBe("127.0.0.1");
  });

  test("goes no farther than what can be read", () => {
    expect(client("127.0.0.1", "192.0.2.7, unknown")).toBe("127.0.0.1");
    expect(client("127.0.0.1", "garbage, 10.2.2.2")).toBe("10.2.2.2");
  });

  test("knows ports, brackets and quotes", () => {
    expect(client("127.0.0.1", "192.0.2.7:51234")).toBe("192.0.2.7");
    expect(client("127.0.0.1", "[2001:db8::7]:443")).toBe("2001:db8::7");
    expect(client("127.0.0.1", '"[2001:db8::7]"')).toBe("2001:db8::7");
  });

  test("is null where the peer is unknown", () => {
    expect(client(null, "192.0.2.7")).toBeNull();
    expect(client("", "192.0.2.7")).toBeNull();
  });
});
