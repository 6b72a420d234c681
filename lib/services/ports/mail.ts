import type { ReportMessage } from "#lib/domain/report";

export interface MailPort {
  /**
   * Returns the addresses that the server refused, and those that it put off: a later try may reach them. Throws
   * AppError mail-failed with what the server said, mail-refused where no later try will do.
   */
  send(message: ReportMessage): Promise<{ rejected: readonly string[]; deferred: readonly string[] }>;
  ping(): Promise<void>;
}
