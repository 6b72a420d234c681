import type { CSSProperties } from "react";
import type { Notice } from "#lib/domain/report";

/** The colours of the program's own light and dark design; mail clients know neither variables nor light-dark(). */
const light = {
  page: "#f4f5f7",
  card: "#ffffff",
  ink: "#15181d",
  muted: "#4d5663",
  line: "#dfe2e7",
  link: "#2a5bd7",
  good: "#17733f",
  warn: "#755c00",
  warnSoft: "#faf3cf",
  bad: "#b4232a",
};
const dark = {
  page: "#0e1013",
  card: "#171a1f",
  ink: "#e7eaee",
  muted: "#a6aeb9",
  line: "#2c323a",
  link: "#8fb2ff",
  good: "#5ccf8b",
  warn: "#e3c94f",
  warnSoft: "#2b260d",
  bad: "#ff8078",
};

const bands: Record<Notice["colour"], { background: string; ink: string }> = {
  Internal: { background: "#0b6e7c", ink: "#ffffff" },
  Client: { background: "#b04300", ink: "#ffffff" },
  Watch: { background: "#3d4654", ink: "#ffffff" },
};

// Names of more than one word stand without quotes: the sheet is written as text, in which a quote would be escaped.
const sans = "-apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif";
const mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace";

/** Styles on the elements themselves: what a mail must have even where the client drops its style sheet. */
export const styles = {
  page: { backgroundColor: light.page, fontFamily: sans, padding: "24px 8px", margin: "0" },
  card: {
    maxWidth: "720px",
    backgroundColor: light.card,
    color: light.ink,
    fontSize: "13px",
    lineHeight: "19px",
    border: `1px solid ${light.line}`,
    borderRadius: "6px",
    overflow: "hidden",
  },
  type: { margin: "0", fontSize: "12px", lineHeight: "16px", fontWeight: 700, letterSpacing: "1px" },
  heading: { margin: "4px 0 0", fontSize: "18px", lineHeight: "24px", fontWeight: 600 },
  section: { padding: "16px 24px" },
  remarks: { padding: "12px 24px", backgroundColor: light.warnSoft },
  line: { margin: "2px 0", fontSize: "13px", lineHeight: "19px" },
  counts: { margin: "12px 0 0", fontSize: "13px", lineHeight: "19px", fontWeight: 600 },
  item: { padding: "12px 24px", borderTop: `1px solid ${light.line}` },
  link: { color: light.link, textDecoration: "underline" },
} as const satisfies Record<string, CSSProperties>;

export function bandStyle(colour: Notice["colour"]): CSSProperties {
  const { background, ink } = bands[colour];
  return { padding: "16px 24px", backgroundColor: background, color: ink };
}

/**
 * What repeats with every item, and dark mode. Nothing in it may need escaping. The body's own cell, which cannot be
 * named, gets its dark ground by letting the page's shine through.
 */
export const sheet = `
.facts { width: 100%; border-collapse: collapse; }
.label { width: 110px; padding: 1px 12px 1px 0; color: ${light.muted}; vertical-align: top; }
.value { padding: 1px 0; white-space: pre-line; overflow-wrap: anywhere; word-break: break-word; }
.path { font-family: ${mono}; font-size: 12px; }
.name { margin: 0 0 4px; font-size: 14px; line-height: 20px; overflow-wrap: anywhere; }
.muted { color: ${light.muted}; }
.good { color: ${light.good}; }
.warn { color: ${light.warn}; }
.bad { color: ${light.bad}; }
@media (max-width: 480px) {
  .label, .value { display: block; width: auto; }
}
@media (prefers-color-scheme: dark) {
  .page { background-color: ${dark.page} !important; }
  .page td { background-color: transparent !important; }
  .card { background-color: ${dark.card} !important; border-color: ${dark.line} !important; color: ${dark.ink} !important; }
  .item { border-color: ${dark.line} !important; }
  .remarks { background-color: ${dark.warnSoft} !important; }
  .link { color: ${dark.link} !important; }
  .label, .muted { color: ${dark.muted}; }
  .good { color: ${dark.good}; }
  .warn { color: ${dark.warn}; }
  .bad { color: ${dark.bad}; }
}
`;
