import { AsyncLocalStorage } from "node:async_hooks";

const listeners = new AsyncLocalStorage<() => void>();

/** Does work on storage, and calls `onSign` whenever storage has answered a part of it. */
export function withSignsOfLife<T>(onSign: () => void, work: () => Promise<T>): Promise<T> {
  return listeners.run(onSign, work);
}

/** Says that storage has just answered. */
export function signOfLife(): void {
  listeners.getStore()?.();
}
