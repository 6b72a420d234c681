const channelName = "compout-uploads";

/** Tells the trays of all tabs that this upload of this person goes on, so that they look. */
export function callTrays(id: string): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(id);
  channel.close();
}

/** Until the returned function is called. */
export function onTrayCall(look: (id: string) => void): () => void {
  if (typeof BroadcastChannel === "undefined") return () => undefined;
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }) => look(String(data));
  return () => channel.close();
}
