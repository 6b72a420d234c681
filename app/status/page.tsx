import type { Metadata } from "next";
import { Suspense } from "react";
import { shellMessages } from "#components/messages/shell-messages";
import { statusMessages as words } from "#components/messages/status-messages";
import { ConfigurationState } from "#components/status/configuration-state";
import { PartList, PartListSkeleton } from "#components/status/part-list";
import { PageFrame } from "#components/ui/page-frame";
import { container } from "#lib/server/container";
import { requireActor } from "#lib/server/session";
import { systemStatus } from "#lib/services/system-status";

export const metadata: Metadata = { title: shellMessages.pages.status };

export default async function StatusPage() {
  await requireActor();
  const { configuration, version } = await container();
  const refused = configuration.refused();
  return (
    <PageFrame title={shellMessages.pages.status} about={words.about(version)}>
      <section aria-labelledby="systems-title" className="flex max-w-4xl flex-col gap-2">
        <h2 id="systems-title" className="text-md font-semibold">
          {words.systems}
        </h2>
        <Suspense fallback={<PartListSkeleton />}>
          <Parts />
        </Suspense>
      </section>
      <section aria-labelledby="configuration-title" className="flex max-w-4xl flex-col gap-2">
        <h2 id="configuration-title" className="text-md font-semibold">
          {words.configuration.title}
        </h2>
        <ConfigurationState
          hash={configuration.current().hash}
          refused={refused && { at: refused.at.toISOString(), problems: refused.problems }}
        />
      </section>
    </PageFrame>
  );
}

async function Parts() {
  const { system, live } = await container();
  return <PartList parts={await systemStatus(system(), live.versions.hub())} />;
}
