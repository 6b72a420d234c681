import type { Message } from "./message.ts";

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

const style = `
  :root { color-scheme: light dark; --line: light-dark(#d9d9de, #34343b); --quiet: light-dark(#5c5c66, #a0a0ab); }
  body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem; font: 15px/1.5 system-ui, sans-serif; }
  h1 { font-size: 1.25rem; margin: 0 0 1rem; }
  a { color: inherit; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
  th, time, dt { color: var(--quiet); font-weight: normal; }
  time { white-space: nowrap; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0 0 1rem; }
  dd { margin: 0; overflow-wrap: anywhere; }
  iframe { width: 100%; height: 60vh; border: 1px solid var(--line); background: #fff; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); padding: 1rem; margin: 0; }
  .empty { color: var(--quiet); }`;

function page(title: string, body: string, refresh = false): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refresh ? '<meta http-equiv="refresh" content="5">' : ""}
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const readable = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
const time = (iso: string) => `<time datetime="${escapeHtml(iso)}">${readable(iso)}</time>`;

/** All mail that arrived, newest first. */
export function listPage(messages: readonly Message[], refusing: boolean): string {
  const rows = messages.toReversed().map(
    (message) => `<tr>
<td>${time(message.date)}</td>
<td>${escapeHtml(message.from)}</td>
<td>${escapeHtml(message.to.join(", "))}</td>
<td><a href="/messages/${message.id}">${escapeHtml(message.subject || "(no subject)")}</a></td>
</tr>`,
  );
  const table = `<table>
<thead><tr><th>Date</th><th>From</th><th>To</th><th>Subject</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
  const notice = refusing ? "<p><strong>All mail is refused at the moment.</strong></p>" : "";
  const content = rows.length === 0 ? '<p class="empty">No mail has arrived yet.</p>' : table;
  return page("Inbox of the sandbox", `<h1>Inbox of the sandbox</h1>\n${notice}${content}`, true);
}

/** One message: its head, its HTML apart in a frame without rights, its plain text. */
export function messagePage(message: Message): string {
  const head = [
    ["From", message.from],
    ["To", message.to.join(", ")],
    ["Reply-To", message.replyTo ?? ""],
    ["Message-ID", message.messageId ?? ""],
  ]
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value ?? "")}</dd>`);
  const files = message.attachments.map(
    (file, index) =>
      `<li><a href="/messages/${message.id}/attachments/${index}" download="${escapeHtml(file.filename)}">${escapeHtml(file.filename)}</a> (${file.size} bytes)</li>`,
  );
  const html = `<h2>HTML</h2>\n<iframe title="The message as HTML" sandbox src="/messages/${message.id}/html"></iframe>`;
  return page(
    message.subject,
    `<p><a href="/">All mail</a></p>
<h1>${escapeHtml(message.subject || "(no subject)")}</h1>
<dl>${head.join("")}<dt>Date</dt><dd>${time(message.date)}</dd></dl>
${files.length > 0 ? `<ul>${files.join("")}</ul>` : ""}
${message.html === "" ? "" : html}
<h2>Plain text</h2>
<pre>${escapeHtml(message.text)}</pre>`,
  );
}
