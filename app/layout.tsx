import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { PreferencesProvider } from "#components/desk/use-preferences";
import { shellMessages as words } from "#components/messages/shell-messages";
import { Shell } from "#components/shell/shell";
import { noPreferences } from "#lib/domain/preferences";
import { maySeeAudit } from "#lib/domain/roles";
import { contextFor } from "#lib/server/container";
import { currentPreferences } from "#lib/server/current-preferences";
import { currentActor } from "#lib/server/session";
import { uploadHistory } from "#lib/services/upload-history";
import { cancelUpload } from "./actions.ts";

export const metadata: Metadata = {
  title: { default: words.product, template: words.tabTitle },
  description: words.description,
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: dark)", color: "#15181c" },
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get("theme")?.value;
  const theme = chosen === "dark" || chosen === "light" ? chosen : undefined;
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <body>
        <Surroundings>{children}</Surroundings>
      </body>
    </html>
  );
}

async function Surroundings({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (!actor) {
    return (
      <main id="main" className="flex min-h-dvh flex-col">
        {children}
      </main>
    );
  }
  const context = await contextFor(actor);
  const [preferences, running] = await Promise.all([
    // With the database away pages still say what is wrong, without what is kept in it.
    currentPreferences().catch(() => noPreferences),
    uploadHistory(context, { filter: { username: actor.username, state: "running" }, offset: 0, limit: 1 }).catch(
      () => ({ total: 0 }),
    ),
  ]);
  return (
    <PreferencesProvider key={actor.username} username={actor.username} given={preferences}>
      <Shell
        actor={actor}
        maySeeAudit={maySeeAudit(actor.roles)}
        ftrackUrl={context.ftrack.serverUrl}
        tray={{ running: running.total > 0, cancelUpload }}
      >
        {children}
      </Shell>
    </PreferencesProvider>
  );
}
