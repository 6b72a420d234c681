import { isIP } from "node:net";
import { createTransport } from "nodemailer";

export interface MailSettings {
  /** `smtp://mail.studio.lan:25`, `smtps://user:password@…`. */
  smtpUrl: string;
  /** `Compout Upload <compout@studio.example>` */
  from: string;
  /**
   * Whether `smtp://` goes on without STARTTLS where the server does not offer it. Null: it does not where SMTP_URL
   * holds a password, except to this very machine.
   */
  startTls?: "required" | "offered" | null;
  /** PEM of the authority that vouches for the server; null for those that the system trusts. */
  authority?: string | null;
  timeoutMs?: number;
}

const defaultTimeoutMs = 20_000;

/** The mailer, with deadlines, and certificates checked wherever there is one. */
export function transportOf({ smtpUrl, startTls, authority, timeoutMs = defaultTimeoutMs }: MailSettings) {
  const url = URL.parse(smtpUrl);
  const host = url?.hostname.replace(/^\[|\]$/g, "") ?? "";
  const sendsPassword = url !== null && url.password !== "" && !isThisMachine(host);
  return createTransport({
    url: smtpUrl,
    requireTLS: (startTls ?? (sendsPassword ? "required" : "offered")) === "required",
    tls: {
      minVersion: "TLSv1.2",
      // Else a certificate is checked against "localhost" where the server is named by its address.
      ...(isIP(host) === 0 ? {} : { host }),
      ...(authority ? { ca: authority } : {}),
    },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function isThisMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

/** The address as people may read it: without user and password. */
export function withoutPassword(smtpUrl: string): string {
  const url = URL.parse(smtpUrl);
  return url ? `${url.protocol}//${url.host}` : "SMTP_URL";
}
