import { createTransport } from "nodemailer";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Mail, startMail } from "#sandbox/mail/server";
import { cast } from "#sandbox/studio/cast";

let mail: Mail;
beforeEach(async () => {
  mail = await startMail();
});
afterEach(() => mail.close());

const report = {
  from: '"Compout Upload" <compout@lumenworks.example>',
  to: [cast.compositingSupervisor.email, cast.lightingSupervisor.email],
  replyTo: `"${cast.artist.name}" <${cast.artist.email}>`,
  subject: "NXP: 3 versions linked – <internal>",
  text: "3 versions linked",
  html: "<p>3 versions <b>linked</b></p><script>alert(1)</script>",
  messageId: "<upload-1@lumenworks.example>",
  attachments: [{ filename: "items.csv", content: "shot,version\nsh0010,v003\n" }],
};

async function send(message: typeof report = report) {
  const transport = createTransport(mail.smtpUrl);
  try {
    return await transport.sendMail(message);
  } finally {
    transport.close();
  }
}

test("what is sent can be read at /api/messages", async () => {
  await send();
  const response = await fetch(`${mail.inboxUrl}/api/messages`);
  expect(await response.json()).toEqual([
    {
      id: "1",
      from: "compout@lumenworks.example",
      to: report.to,
      replyTo: cast.artist.email,
      subject: report.subject,
      date: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      text: expect.stringContaining("3 versions linked"),
      html: expect.stringContaining("<b>linked</b>"),
      messageId: report.messageId,
      attachments: [
        {
          filename: "items.csv",
          contentType: "text/csv",
          size: 25,
          content: "shot,version\nsh0010,v003\n",
          encoding: "utf8",
        },
      ],
    },
  ]);
  expect(mail.messages()).toHaveLength(1);
});

test("DELETE empties the inbox", async () => {
  await send();
  expect((await fetch(`${mail.inboxUrl}/api/messages`, { method: "DELETE" })).status).toBe(204);
  expect(mail.messages()).toEqual([]);
});

test("the page lists mail, and shows its HTML only in a frame without rights", async () => {
  expect(await (await fetch(mail.inboxUrl)).text()).toContain("No mail has arrived yet.");
  await send();
  const list = await (await fetch(mail.inboxUrl)).text();
  expect(list).toContain('<a href="/messages/1">NXP: 3 versions linked – &lt;internal&gt;</a>');
  const view = await (await fetch(`${mail.inboxUrl}/messages/1`)).text();
  expect(view).toContain('sandbox src="/messages/1/html"');
  expect(view).not.toContain("<script>");
  const framed = await fetch(`${mail.inboxUrl}/messages/1/html`);
  expect(framed.headers.get("content-security-policy")).toContain("sandbox");
  const file = await fetch(`${mail.inboxUrl}/messages/1/attachments/0`);
  expect(await file.text()).toBe("shot,version\nsh0010,v003\n");
  expect((await fetch(`${mail.inboxUrl}/messages/2`)).status).toBe(404);
});

test("refuses all mail with a temporary error until it is turned off", async () => {
  await fetch(`${mail.inboxUrl}/api/refuse`, { method: "POST", body: JSON.stringify({ on: true }) });
  await expect(send()).rejects.toMatchObject({ responseCode: 451 });
  mail.refuse(false);
  await send();
  expect(mail.messages()).toHaveLength(1);
});

test("refuses single recipients and delivers to the others", async () => {
  mail.refuseRecipients([cast.lightingSupervisor.email.toUpperCase()]);
  const { rejected } = await send();
  expect(rejected).toEqual([cast.lightingSupervisor.email]);
  expect(mail.messages()[0]?.to).toEqual([cast.compositingSupervisor.email]);
});
