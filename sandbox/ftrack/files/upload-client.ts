import { idOf, tinyUser } from "#sandbox/ftrack/tiny-studio";

type Json = Record<string, unknown>;

/** A client that uploads files of the tiny studio's components, which it names as `idOf` does. */
export class UploadClient {
  private readonly serverUrl: string;

  constructor(serverUrl: string) {
    this.serverUrl = serverUrl;
  }

  /** The answer to one operation; a refusal is answered too. */
  async call(operation: Json, who = tinyUser) {
    const answer = await this.batch([operation], who);
    return Array.isArray(answer) ? answer[0] : answer;
  }

  async batch(operations: readonly Json[], who = tinyUser) {
    const headers = { "ftrack-user": who.username, "ftrack-api-key": who.apiKey };
    const body = JSON.stringify(operations);
    return (await fetch(`${this.serverUrl}/api`, { method: "POST", headers, body })).json();
  }

  /** Asks for the address to upload eight bytes to. */
  order(component: string, more: Json = {}) {
    const names = { component_id: idOf(component), file_name: `${component}.png`, file_size: 8 };
    return this.call({ action: "get_upload_metadata", ...names, ...more });
  }

  complete(component: string, uploadId: string, parts: unknown) {
    const component_id = idOf(component);
    return this.call({ action: "complete_multipart_upload", component_id, upload_id: uploadId, parts });
  }

  /** What the component gives: its bytes as text, or the status of the refusal. */
  async stored(component: string): Promise<string | number> {
    const query = new URLSearchParams({ id: idOf(component), ...tinyUser });
    const response = await fetch(`${this.serverUrl}/component/get?${query}`);
    return response.ok ? response.text() : response.status;
  }
}

export function put(url: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: "PUT", body, headers });
}
