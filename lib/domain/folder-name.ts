/** Devices that Windows sees in any folder, whatever follows their dot. */
const devices = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?=\.|$)/i;

/**
 * A name that a folder can have here and for whoever opens it on Windows: what can't stand in one becomes "_", blanks and
 * dots at the end go. "" where nothing is left.
 */
export function cleanFolderName(text: string): string {
  const name = text
    .normalize("NFC")
    .trim()
    .replace(/[/\\<>:"|?*\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, "_")
    .replace(/^\.+/, "")
    .replace(/[\s.]+$/, "")
    .trim()
    .slice(0, 120);
  return devices.test(name) ? `_${name}` : name;
}
