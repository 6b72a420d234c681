import type { Signer } from "./files/signer.ts";
import type { Reply } from "./reply.ts";

type Widget = { readonly name: string; readonly subject: string; readonly theme: "dark" | "light" };

/** How long a widget's address opens, as on a real server. */
const validSeconds = 6 * 60;

export const widgetPath = "/widget";

export function widgetAddress(signer: Signer, serverUrl: string, { name, subject, theme }: Widget): string {
  const query = { name, subject, theme, ...signer.sign(["widget", name, subject, theme], validSeconds) };
  return `${serverUrl}${widgetPath}?${new URLSearchParams(query)}`;
}

/** A page that says which widget would be here. */
export function widgetReply(signer: Signer, query: URLSearchParams): Reply {
  const [name, subject, theme] = ["name", "subject", "theme"].map((part) => query.get(part) ?? "");
  const verdict = signer.verify(["widget", name ?? "", subject ?? "", theme ?? ""], query);
  const title = verdict === "valid" ? `Widget ${name}` : "This address is not valid any more";
  const text =
    verdict === "valid" ? `${subject === "" ? "All projects" : subject}, in the sandbox.` : "Ask for a new one.";
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="${
    theme === "light" ? "light" : "dark"
  }"><title>${escaped(title)}</title><h1>${escaped(title)}</h1><p>${escaped(text)}</p></html>`;
  return {
    status: verdict === "valid" ? 200 : 403,
    headers: { "Content-Type": "text/html; charset=utf-8" },
    body: Buffer.from(html),
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
