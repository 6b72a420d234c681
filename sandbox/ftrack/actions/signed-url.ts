import { ApiError } from "#sandbox/ftrack/api-error";
import { signedFileAddress } from "#sandbox/ftrack/files/signed-file";
import type { Action } from "./action.ts";
import { textAt } from "./sent.ts";

/** An address of a component's file that opens without credentials, for a while. */
export const generateSignedUrl: Action = (sent, { files, serverUrl }) => {
  const id = textAt(sent, "component_id");
  if (files.find(id) === undefined) {
    throw new ApiError("ValidationError", `There is no file of component '${id}' on this server`);
  }
  return { action: "generate_signed_url", signed_url: signedFileAddress(files.signer, serverUrl, id) };
};
