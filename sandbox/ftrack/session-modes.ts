type Mode = { readonly decodeDatesAsIso?: boolean; readonly ensureSerializableResponse?: boolean };

/** The ways in which sessions of the JavaScript client are opened by those who use it. */
export const sessionModes: readonly (readonly [string, Mode])[] = [
  ["default options", {}],
  ["dates as text", { decodeDatesAsIso: true }],
  ["serialisable answers", { ensureSerializableResponse: true }],
  ["dates as text and serialisable answers", { decodeDatesAsIso: true, ensureSerializableResponse: true }],
];
