import type { Reply } from "#sandbox/ftrack/reply";

const titles = {
  200: "Sign in to the studio network",
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out",
} as const;

export type PageStatus = keyof typeof titles;

/** The page of a proxy that has something else to say than the server behind it. */
export function pageReply(status: PageStatus): Reply {
  const title = status === 200 ? titles[200] : `${status} ${titles[status]}`;
  const html = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
  return { status, headers: { "Content-Type": "text/html" }, body: Buffer.from(html) };
}
