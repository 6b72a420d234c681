import { createElement as element, type ReactElement } from "react";
import type { Notice, Report, ReportFact } from "#lib/domain/report";
import { countLine, letterOf } from "./report-facts.ts";
import { bandStyle, sheet, styles } from "./report-theme.ts";

type Elements = typeof import("react-email");

/** The report as an HTML page for mail clients. */
export async function reportHtml(report: Report | Notice): Promise<string> {
  // Loading takes half a second and 40 MB: the first mail pays for it, not the start of every server.
  const email = await import("react-email");
  return email.render(page(email, letterOf(report)));
}

function page({ Html, Head, Preview, Body, Container, Section, Link, Text }: Elements, letter: Notice): ReactElement {
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
    element(Preview, null, [letter.outcome, ...paths(letter)].join(" ")),
    element(
      Body,
      { className: "page", style: styles.page },
      element(
        Container,
        { className: "card", style: styles.card },
        element(
          Section,
          { style: bandStyle(letter.colour) },
          element(Text, { style: styles.type }, letter.heading.toUpperCase()),
          element("h1", { style: styles.heading }, letter.outcome),
        ),
        remarks({ Section, Text }, letter),
        element(
          Section,
          { style: styles.section },
          factTable(letter.facts),
          element("p", { style: styles.counts }, countLine(letter)),
        ),
        itemTable(letter.items),
        element(
          Section,
          { className: "item", style: styles.item },
          letter.more === "" ? null : element(Text, { style: styles.line }, letter.more),
          element(
            Text,
            { style: styles.line },
            element(Link, { className: "link", href: letter.link.href, style: styles.link }, letter.link.label),
          ),
          letter.answersTo === null
            ? null
            : element(Text, { className: "muted", style: styles.line }, `Your answer goes to ${letter.answersTo}.`),
        ),
      ),
    ),
  );
}

/** What a list of mails shows behind the outcome. */
function paths({ facts }: Notice): string[] {
  return facts.filter(({ isPath }) => isPath).map(({ value }) => value);
}

function remarks({ Section, Text }: Pick<Elements, "Section" | "Text">, letter: Notice): ReactElement | null {
  if (letter.remarks.length === 0) return null;
  return element(
    Section,
    { className: "remarks", style: styles.remarks },
    ...letter.remarks.map((remark, at) => element(Text, { key: `remark ${at}`, style: styles.line }, remark)),
  );
}

function itemTable(items: Notice["items"]): ReactElement {
  return table(
    null,
    items.map(({ name, status, tone, facts }, at) =>
      element(
        "tr",
        { key: `item ${at}` },
        element(
          "td",
          { className: "item", style: styles.item },
          element(
            "p",
            { className: "name" },
            element("b", null, name),
            element("b", { className: tone }, ` · ${status}`),
          ),
          factTable(facts),
        ),
      ),
    ),
  );
}

function factTable(facts: readonly ReportFact[]): ReactElement {
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
