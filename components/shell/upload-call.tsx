const channelName = "compout-uploads";

/** Tells the trays of all tabs that an upload of this person goes on, so that they look. */
export function callTrays(): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(channelName);
  channel.postMessage("look");
  channel.close();
}

/** Until the returned function is called. */
export function onTrayCall(look: () => void): () => void {
  if (typeof BroadcastChannel === "undefined") return () => undefined;
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = look;
  return () => channel.close();
}
