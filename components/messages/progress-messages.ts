const count = (value: number) => value.toLocaleString();
const named = (upload: { type: string; project: string }) => `${upload.type} upload to ${upload.project}`;

function time(seconds: number): string {
  if (seconds < 120) return `${count(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${count(minutes)} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${count(Math.floor(minutes / 60))} h` : `${count(Math.floor(minutes / 60))} h ${rest} min`;
}

/** What is said of uploads while they go on, and as they end. */
export const progressMessages = {
  perSecond: (links: number) => `${links < 10 ? links.toFixed(1) : count(Math.round(links))} links/s`,
  /** `seconds`: coarse already. */
  left: (seconds: number) => `about ${time(seconds)} left`,
  tabTitle: (percent: number, title: string) => `${percent}% · ${title}`,
  linking: "Linking",
  ofLinks: (made: number, of: number) => `${count(made)} of ${count(of)} links`,
  ofFolder: (made: number, of: number) => `${count(made)} of ${count(of)} links in its folder`,
  madeOf: (name: string) => `Links made of ${name}`,
  upload: named,
  tray: {
    title: "Your uploads",
    /** On the button that opens it. */
    running: (running: number) =>
      running === 1 ? "Your uploads: 1 is running" : `Your uploads: ${count(running)} are running`,
    over: (over: number) => (over === 1 ? "Your uploads: 1 has ended" : `Your uploads: ${count(over)} have ended`),
    open: "Open",
    cancel: "Cancel",
    openOf: (name: string) => `Open ${name}`,
    cancelOf: (name: string) => `Cancel ${name}`,
    dismissOf: (name: string) => `Dismiss ${name}`,
    percent: (percent: number) => `${percent}%`,
    /** The stream of news is broken: what is shown may be old. */
    old: "Not connected to the server. This is how it was when it was last heard of.",
  },
  notify: {
    label: "Tell me on the desktop when an upload ends",
    refused:
      "Your browser allows this page no notifications. Allow them in its settings for this site, then try again.",
    missing: "This browser has no desktop notifications for this page.",
    title: named,
  },
} as const;
