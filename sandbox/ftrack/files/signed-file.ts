import type { Signer } from "./signer.ts";

const validSeconds = 3600;

/** The path of addresses that give out a file without credentials; the component's id follows. */
export const signedFilePath = "/file/";

export function signedFileAddress(signer: Signer, serverUrl: string, componentId: string): string {
  const query = new URLSearchParams(signer.sign(["GET", componentId], validSeconds));
  return `${serverUrl}${signedFilePath}${encodeURIComponent(componentId)}?${query}`;
}
