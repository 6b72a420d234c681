import type { Page } from "@playwright/test";

/** Milliseconds from an event in the page to the first painted frame in which something is true. */
export interface Watch {
  /** Arms the clock: the next event of that kind starts it. */
  after(event: "click" | "change" | "keydown"): Promise<void>;
  /** The milliseconds, once it is over. */
  milliseconds(): Promise<number>;
}

/** Text that runs in the page: whether what is waited for is there. */
export const facetsAreThere = `[...document.querySelectorAll("button:not([disabled])")].some((button) =>
  /^Department/.test((button.getAttribute("aria-labelledby") ?? "").split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim() || (button.ariaLabel ?? "")))`;
export const rowsAreThere = `document.querySelector('table[aria-label="Versions that can be uploaded"] [aria-rowindex="2"]') !== null`;

/** Watches a page from within, so that driving it from outside costs nothing. */
export function watched(page: Page, condition: string): Watch {
  return {
    after: (event) =>
      page.evaluate(`window.benchTime = new Promise((resolve) => {
        addEventListener("${event}", (event) => {
          const began = event.timeStamp;
          const observer = new MutationObserver(look);
          observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
          // Looked at when something changes: a page that is asked in every frame has more to do than its own.
          function look() {
            if (!(${condition})) return;
            observer.disconnect();
            requestAnimationFrame(() => {
              // The frame that holds it is painted when a task after it runs.
              const channel = new MessageChannel();
              channel.port1.onmessage = () => resolve(performance.now() - began);
              channel.port2.postMessage(null);
            });
          }
        }, { capture: true, once: true });
      }); undefined`),
    milliseconds: () => page.evaluate<number>("window.benchTime"),
  };
}

/** Milliseconds after which what a page loads by itself has come: one that keeps a stream of news open is never idle. */
export const settledMs = 2000;
