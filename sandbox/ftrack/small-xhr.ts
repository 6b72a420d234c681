type Listener = (event: { readonly type: string; readonly loaded: number; readonly total: number }) => unknown;

/** As much of a browser's XMLHttpRequest as an upload takes, over fetch. */
export class SmallXhr {
  readonly upload = new Listeners();
  readyState = 0;
  status = 0;
  response = "";
  timeout = 0;
  onabort: (() => unknown) | null = null;
  onerror: (() => unknown) | null = null;
  onload: (() => unknown) | null = null;
  onreadystatechange: (() => unknown) | null = null;
  ontimeout: (() => unknown) | null = null;
  private readonly own = new Listeners();
  private readonly controller = new AbortController();
  private readonly headers = new Headers();
  private answered = new Headers();
  private method = "GET";
  private url = "";

  addEventListener(type: string, listener: Listener): void {
    this.own.addEventListener(type, listener);
  }

  open(method: string, url: string): void {
    this.method = method;
    this.url = url;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.answered.get(name);
  }

  send(body: Blob): void {
    this.upload.tell("progress", 0, body.size);
    fetch(this.url, { method: this.method, headers: this.headers, body, signal: this.controller.signal })
      .then(async (response) => {
        this.response = await response.text();
        this.answered = response.headers;
        this.status = response.status;
        this.readyState = 4;
        this.upload.tell("progress", body.size, body.size);
        this.onreadystatechange?.();
        this.onload?.();
      })
      .catch(() => {
        this.readyState = 4;
        if (this.controller.signal.aborted) this.onabort?.();
        else this.onerror?.();
        this.own.tell(this.controller.signal.aborted ? "abort" : "error", 0, body.size);
      })
      .finally(() => this.own.tell("loadend", body.size, body.size));
  }

  abort(): void {
    this.controller.abort();
  }
}

class Listeners {
  private readonly listeners: (readonly [string, Listener])[] = [];

  addEventListener(type: string, listener: Listener): void {
    this.listeners.push([type, listener]);
  }

  tell(type: string, loaded: number, total: number): void {
    for (const [wanted, listener] of this.listeners) {
      if (wanted === type) listener({ type, loaded, total, ...{ lengthComputable: true } });
    }
  }
}
