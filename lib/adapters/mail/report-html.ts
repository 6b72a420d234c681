import { createElement as element, type ReactElement } from "react";
import type { Report, ReportItem } from "#lib/domain/report";
import { countLine, type Fact, itemFacts, leftOutLine, reportFacts } from "./report-facts.ts";
import { bandStyle, sheet, styles, type Tone } from "./report-theme.ts";

type Elements = typeof import("react-email");

/** The report as an HTML page for mail clients. */
export async function reportHtml(report: Report): Promise<string> {
  // Loading takes half a second and 40 MB: the first mail pays for it, not the start of every server.
  const email = await import("react-email");
  return email.render(page(email, report));
}

function page({ Html, Head, Preview, Body, Container, Section, Link, Text }: Elements, report: Report): ReactElement {
  const leftOut = leftOutLine(report);
  return element(
    Html,
    { lang: "en" },
    element(
      Head,
      null,
      element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      element("meta", { name: "color-scheme", content: "light dark" }),
      element("meta", { name: "supported-color-schemes", content: "light dark" }),
      element("style", null, sheet),
    ),
    element(Preview, null, `${report.outcome} ${report.destination}`),
    element(
      Body,
      { className: "page", style: styles.page },
      element(
        Container,
        { className: "card", style: styles.card },
        element(
          Section,
          { style: bandStyle(report.uploadType) },
          element(Text, { style: styles.type }, report.heading.toUpperCase()),
          element("h1", { style: styles.heading }, report.outcome),
        ),
        remarks({ Section, Text }, report),
        element(
          Section,
          { style: styles.section },
          factTable(reportFacts(report)),
          element("p", { style: styles.counts }, countLine(report)),
        ),
        itemTable(report.items),
        element(
          Section,
          { className: "item", style: styles.item },
          leftOut === "" ? null : element(Text, { style: styles.line }, leftOut),
          element(
            Text,
            { style: styles.line },
            element(Link, { className: "link", href: report.link, style: styles.link }, "Follow this upload"),
          ),
          element(Text, { className: "muted", style: styles.line }, `Your answer goes to ${report.actor.name}.`),
        ),
      ),
    ),
  );
}

function remarks({ Section, Text }: Pick<Elements, "Section" | "Text">, report: Report): ReactElement | null {
  if (report.remarks.length === 0) return null;
  return element(
    Section,
    { className: "remarks", style: styles.remarks },
    ...report.remarks.map((remark, at) => element(Text, { key: `remark ${at}`, style: styles.line }, remark)),
  );
}

function itemTable(items: readonly ReportItem[]): ReactElement {
  return table(
    null,
    items.map((item, at) => {
      const tone = toneOf(item.status);
      return element(
        "tr",
        { key: `item ${at}` },
        element(
          "td",
          { className: "item", style: styles.item },
          element(
            "p",
            { className: "name" },
            element("b", null, item.versionName),
            element("b", { className: tone }, ` · ${item.status}`),
          ),
          factTable(itemFacts(item)),
        ),
      );
    }),
  );
}

function factTable(facts: readonly Fact[]): ReactElement {
  const rows = facts.map(({ label, value, isPath }, at) =>
    element(
      "tr",
      { key: `fact ${at}` },
      element("td", { className: "label" }, label),
      element("td", { className: isPath ? "value path" : "value" }, value),
    ),
  );
  return table("facts", rows);
}

function table(className: string | null, rows: readonly ReactElement[]): ReactElement {
  return element(
    "table",
    { className, role: "presentation", width: "100%", cellPadding: 0, cellSpacing: 0 },
    element("tbody", null, ...rows),
  );
}

function toneOf(status: string): Tone {
  if (/^failed/i.test(status)) return "bad";
  return /^(?:linked|already)/i.test(status) ? "good" : "warn";
}
