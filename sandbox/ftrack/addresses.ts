import type { FileAddresses } from "./read/reader.ts";

/** Who may open the addresses: they carry the asker's name and key, as those of a real server do. */
export type Credentials = { readonly username: string; readonly apiKey: string };

export function fileAddresses(serverUrl: string, { username, apiKey }: Credentials): FileAddresses {
  const address = (path: string, id: string, more: Record<string, string>) =>
    `${serverUrl}${path}?${new URLSearchParams({ id, ...more, username, apiKey })}`;
  return {
    component: (id) => address("/component/get", id, {}),
    thumbnail: (id) =>
      id === undefined ? `${serverUrl}/img/thumbnail2.png` : address("/component/thumbnail", id, { size: "500" }),
  };
}
