import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { progressMessages } from "#components/messages/progress-messages";
import { PageFrame } from "#components/ui/page-frame";
import { UploadRun } from "#components/uploads/upload-run";
import { UploadTypeMark } from "#components/uploads/upload-type-mark";
import { uploadIdSchema } from "#lib/domain/ids";
import { mayManage } from "#lib/domain/roles";
import type { Upload } from "#lib/domain/upload";
import { uploadTypeLabel } from "#lib/domain/upload-type";
import { contextFor } from "#lib/server/container";
import { requireActor } from "#lib/server/session";
import { appErrorOf } from "#lib/services/app-error";
import { getUpload } from "#lib/services/get-upload";
import { cancelUpload, retryUpload, verifyUpload, withdrawUpload } from "./actions.ts";

const actions = { cancelUpload, retryUpload, verifyUpload, withdrawUpload };

interface UploadPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: UploadPageProps): Promise<Metadata> {
  const { upload } = await uploadOf((await params).id);
  return { title: titleOf(upload) };
}

export default async function UploadPage({ params }: UploadPageProps) {
  const { roles, username } = await requireActor();
  const { upload, items } = await uploadOf((await params).id);
  return (
    <PageFrame
      title={
        <span className="flex flex-wrap items-center gap-2">
          <UploadTypeMark type={upload.uploadType} />
          {titleOf(upload)}
        </span>
      }
    >
      <UploadRun
        upload={upload}
        items={items}
        may={mayManage(roles, username, upload.actor.username)}
        mine={username === upload.actor.username}
        actions={actions}
        readAt={new Date().toISOString()}
      />
    </PageFrame>
  );
}

function titleOf({ uploadType, project }: Upload): string {
  return progressMessages.upload({ type: uploadTypeLabel[uploadType], project: project.name });
}

/** Read once for the page and its title. */
const uploadOf = cache(async (address: string) => {
  const actor = await requireActor();
  const id = uploadIdSchema.safeParse(address);
  if (!id.success) notFound();
  try {
    return await getUpload(await contextFor(actor), { id: id.data });
  } catch (error) {
    if (appErrorOf(error)?.code === "not-found") notFound();
    throw error;
  }
});
