import { text } from "node:stream/consumers";
import type { FolderJob, HeadRequest, SourceRequest, TargetRequest } from "#lib/services/ports/files";
import { createFiles } from "./files.ts";

/** What a test asks of another process: to be killed while it works, or to do it as an account without rights. */
export interface ProcessRequest {
  asNobody: boolean;
  link?: FolderJob;
  sources?: SourceRequest[];
  heads?: HeadRequest[];
  targets?: TargetRequest[];
  destination?: { path: string; roots: string[] };
}

const nobody = 65534;

async function main(): Promise<void> {
  const request: ProcessRequest = JSON.parse(await text(process.stdin));
  if (request.asNobody && process.geteuid?.() === 0) {
    process.setgroups?.([]);
    process.setgid?.(nobody);
    process.setuid?.(nobody);
  }
  const files = createFiles();
  process.stdout.write("\n");
  const answer = {
    link: request.link && (await files.linkFolder(request.link)),
    sources: request.sources && (await files.sources(request.sources)),
    heads: request.heads && (await files.heads(request.heads)),
    targets: request.targets && (await files.targets(request.targets)),
    destination: request.destination && (await files.destination(request.destination.path, request.destination.roots)),
  };
  process.stdout.write(JSON.stringify(answer), () => process.exit());
}

await main();
