import { segmentsOf } from "./posix-path.ts";

/** A path as somebody wrote it: on a drive or a share the first segment is the drive's letter or the server's name. */
export interface WrittenPath {
  kind: "posix" | "drive" | "share";
  segments: readonly string[];
}

export type PathFault =
  | { fault: "empty" }
  | { fault: "control"; text: string }
  | { fault: "home"; text: string }
  | { fault: "scheme"; text: string; scheme: string }
  | { fault: "encoding"; text: string }
  | { fault: "relative"; text: string }
  | { fault: "parent"; text: string };

const quotePairs: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
  ["“", "”"],
  ["‘", "’"],
  ["<", ">"],
];
/** Blanks, and the invisible marks that Windows' property dialog and web pages put around a copied path. */
const outer = /^[\s\u200b\u200e\u200f\u202a-\u202e\ufeff]+|[\s\u200b\u200e\u200f\u202a-\u202e\ufeff]+$/gu;
const forbidden = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Reads a path in any form that people paste: POSIX, `P:\…`, `\\server\share\…`, `smb://…`, `file://…`, quoted, slashes mixed. */
export function readWrittenPath(input: string): WrittenPath | PathFault {
  const text = unwrapped(input);
  if (text === "") return { fault: "empty" };
  const path = /^[a-z][a-z0-9+.-]+:/i.test(text) ? fromUrl(text) : fromText(text);
  if ("fault" in path) return path;
  if (path.segments.some((segment) => forbidden.test(segment))) return { fault: "control", text: visible(text) };
  if (path.segments.includes("..")) return { fault: "parent", text };
  return path;
}

function unwrapped(input: string): string {
  const text = input.replace(outer, "");
  const pair = quotePairs.find(([open, close]) => text.length >= 2 && text.startsWith(open) && text.endsWith(close));
  return pair === undefined ? text : unwrapped(text.slice(1, -1));
}

function visible(text: string): string {
  return text.replace(new RegExp(forbidden, "gu"), "\ufffd");
}

function fromText(text: string): WrittenPath | PathFault {
  if (text.startsWith("~")) return { fault: "home", text: visible(text) };
  // A terminal escapes blanks: "/mnt/My\ Show". No folder's name begins with a blank, so this is no Windows slash.
  const plain = text.startsWith("/") && text.includes("\\ ") ? text.replace(/\\(.)/gsu, "$1") : text;
  return fromSlashes(plain.replaceAll("\\", "/"));
}

function fromSlashes(text: string): WrittenPath | PathFault {
  const path = text.replace(/^\/\/\?\/UNC\//i, "//").replace(/^\/\/\?\//, "");
  const drive = /^([a-z]):(?=\/|$)/i.exec(path);
  if (drive?.[1] !== undefined) {
    return { kind: "drive", segments: [drive[1].toUpperCase(), ...segmentsOf(path.slice(2))] };
  }
  if (/^\/\/[^/]/.test(path)) return { kind: "share", segments: segmentsOf(path) };
  if (path.startsWith("/")) return { kind: "posix", segments: segmentsOf(path) };
  return { fault: "relative", text: visible(path) };
}

function fromUrl(text: string): WrittenPath | PathFault {
  const [, scheme = "", slashes = "", rest = ""] =
    /^([a-z][a-z0-9+.-]+):(\/*)(.*)$/is.exec(text.replaceAll("\\", "/")) ?? [];
  switch (scheme.toLowerCase()) {
    case "file":
      return fromFileUrl(slashes.length, rest, text);
    case "smb":
    case "cifs": {
      const [, host = "", path = ""] = /^(?:[^/@]*@)?([^/:]*)(?::\d+)?(.*)$/s.exec(rest) ?? [];
      const decoded = percentDecoded(path);
      if (decoded === null) return { fault: "encoding", text: visible(text) };
      return host === ""
        ? { fault: "relative", text: visible(text) }
        : { kind: "share", segments: [host, ...segmentsOf(decoded.replaceAll("\\", "/"))] };
    }
    default:
      return { fault: "scheme", text: visible(text), scheme };
  }
}

function fromFileUrl(slashes: number, rest: string, text: string): WrittenPath | PathFault {
  const decoded = percentDecoded(rest)?.replaceAll("\\", "/");
  if (decoded === undefined) return { fault: "encoding", text: visible(text) };
  if (slashes === 0) return { fault: "relative", text: visible(text) };
  if (/^[a-z]:(?:\/|$)/i.test(decoded)) return fromSlashes(decoded);
  if (slashes >= 4) return fromSlashes(`//${decoded}`);
  if (slashes === 2 && !/^(?:localhost|127\.0\.0\.1)?(?:\/|$)/i.test(decoded)) return fromSlashes(`//${decoded}`);
  return fromSlashes(slashes === 2 ? decoded.replace(/^[^/]*\/*/, "/") : `/${decoded}`);
}

/** Percent-decoded, but for `%04d`, which publishers put into addresses as it is; null where the bytes are no UTF-8. */
function percentDecoded(text: string): string | null {
  try {
    return text.replace(/(?:%(?!0\dd)[0-9a-f]{2})+/gi, (bytes) => decodeURIComponent(bytes));
  } catch {
    return null;
  }
}
