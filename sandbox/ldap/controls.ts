import { der, derInteger, firstDer, integerOf, partsOf } from "#sandbox/der";
import type { Control } from "./message.ts";

export const pagedResults = "1.2.840.113556.1.4.319";
export const passwordPolicy = "1.3.6.1.4.1.42.2.27.8.5.1";

/** Which page a search asks for (RFC 2696): `from` is the number of entries already given. Null where it asks for none. */
export function pageOf(controls: readonly Control[]): { size: number; from: number } | null {
  const value = controls.find(({ type }) => type === pagedResults)?.value;
  const asked = value ? firstDer(value) : null;
  if (!asked) return null;
  const [size, cookie] = partsOf(asked.element);
  return { size: size ? integerOf(size) : 0, from: Number(cookie?.value.toString() || 0) };
}

/** `next` is the number of entries given by then, null after the last page. */
export function pageControl(total: number, next: number | null): Control {
  const value = der(0x30, derInteger(total), der(0x04, next === null ? "" : String(next)));
  return { type: pagedResults, critical: false, value };
}

/** What a password policy says of a bind: 0 the password has expired, 1 the account is locked, 2 it must be changed. */
export function policyControl(error: number): Control {
  return { type: passwordPolicy, critical: false, value: der(0x30, der(0x81, Buffer.from([error]))) };
}
