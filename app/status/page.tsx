import type { Metadata } from "next";
import { Suspense } from "react";
import { ConfigurationState } from "#components/status/configuration-state";
import { PartList, PartListSkeleton } from "#components/status/part-list";
import { PageFrame } from "#components/ui/page-frame";
import { container } from "#lib/server/container";
import { requireActor } from "#lib/server/session";
import { systemStatus } from "#lib/services/system-status";

export const metadata: Metadata = { title: "Status" };

export default async function StatusPage() {
  await requireActor();
  const { configuration, version } = await container();
  const refused = configuration.refused();
  return (
    <PageFrame title="Status" about={`Compout Upload ${version}, and what it depends on, asked just now.`}>
      <section aria-labelledby="systems-title" className="flex max-w-4xl flex-col gap-2">
        <h2 id="systems-title" className="text-md font-semibold">
          Systems
        </h2>
        <Suspense fallback={<PartListSkeleton />}>
          <Parts />
        </Suspense>
      </section>
      <section aria-labelledby="configuration-title" className="flex max-w-4xl flex-col gap-2">
        <h2 id="configuration-title" className="text-md font-semibold">
          Configuration
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
