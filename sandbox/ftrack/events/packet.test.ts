import { expect, test } from "vitest";
import { ackPacket, errorPacket, eventPacket, parsePacket } from "./packet.ts";

test.each([
  ["0::", { kind: "disconnect", id: undefined, wantsData: false, data: "" }],
  ["1::", { kind: "connect", id: undefined, wantsData: false, data: "" }],
  ["2::", { kind: "heartbeat", id: undefined, wantsData: false, data: "" }],
  ["2:::", { kind: "heartbeat", id: undefined, wantsData: false, data: "" }],
  ['5:::{"a":":"}', { kind: "event", id: undefined, wantsData: false, data: '{"a":":"}' }],
  ["5:7+::{}", { kind: "event", id: "7", wantsData: true, data: "{}" }],
  ["5:7::{}", { kind: "event", id: "7", wantsData: false, data: "{}" }],
  ["5:7+:/room:{\n}", { kind: "event", id: "7", wantsData: true, data: "{\n}" }],
  ["6:::4+[1]", { kind: "ack", id: undefined, wantsData: false, data: "4+[1]" }],
  ["8::", { kind: "noop", id: undefined, wantsData: false, data: "" }],
])("reads %s", (text, packet) => {
  expect(parsePacket(text)).toEqual(packet);
});

test.each(["", "5", "9::", "x::", "hello", "55::{}", "5:x::{}"])("%j is no packet", (text) => {
  expect(parsePacket(text)).toBeUndefined();
});

test("an acknowledgement answers with data only to whom asked for it", () => {
  const packet = { kind: "event", id: "3", data: "" } as const;
  expect(ackPacket({ ...packet, wantsData: true }, { success: true })).toBe('6:::3+[{"success":true}]');
  expect(ackPacket({ ...packet, wantsData: false }, { success: true })).toBe("6:::3");
});

test("writes events under their one name, and errors with an advice", () => {
  expect(eventPacket({ topic: "t" })).toBe('5:::{"name":"ftrack.event","args":[{"topic":"t"}]}');
  expect(errorPacket("1", "0")).toBe("7:::1+0");
  expect(errorPacket("no event")).toBe("7:::no event");
});
