import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Signs addresses that open without credentials until they expire. Each server has a secret of its own. */
export class Signer {
  private readonly secret = randomBytes(32);

  /** The query that makes an address for *purpose* valid for *seconds*. */
  sign(purpose: readonly string[], seconds: number): Readonly<Record<string, string>> {
    const expires = String(Math.ceil(Date.now() / 1000) + seconds);
    return { expires, signature: this.digest(purpose, expires) };
  }

  /** Whether *query* holds a signature for *purpose*, and whether it is still good. */
  verify(purpose: readonly string[], query: URLSearchParams): "valid" | "expired" | "wrong" {
    const expires = query.get("expires") ?? "";
    const given = Buffer.from(query.get("signature") ?? "", "utf8");
    const right = Buffer.from(this.digest(purpose, expires), "utf8");
    if (given.length !== right.length || !timingSafeEqual(given, right)) return "wrong";
    return Number(expires) * 1000 < Date.now() ? "expired" : "valid";
  }

  private digest(purpose: readonly string[], expires: string): string {
    return createHmac("sha256", this.secret)
      .update(JSON.stringify([...purpose, expires]))
      .digest("hex");
  }
}
