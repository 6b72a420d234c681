/** Names of the server-side exceptions that clients know how to read. */
export type ExceptionName =
  | "ParseError"
  | "ServerError"
  | "ValueError"
  | "ValidationError"
  | "IntegrityError"
  | "PermissionError"
  | "InvalidCredentialsError";

/** A refusal that is answered to the client as `{exception, content, error_code}`. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly exception: ExceptionName;
  readonly code: string | null;

  constructor(exception: ExceptionName, content: string, code: string | null = null) {
    super(content);
    this.exception = exception;
    this.code = code;
  }
}
