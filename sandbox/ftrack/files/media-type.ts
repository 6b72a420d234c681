const types: Readonly<Record<string, string>> = {
  ".avi": "video/x-msvideo",
  ".csv": "text/csv",
  ".dpx": "image/x-dpx",
  ".exr": "image/x-exr",
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".mov": "video/quicktime",
  ".mp4": "video/mp4",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".tif": "image/tiff",
  ".tiff": "image/tiff",
  ".txt": "text/plain",
  ".webm": "video/webm",
  ".webp": "image/webp",
  ".zip": "application/zip",
};

/** The media type of a file type such as `.png`, with or without its dot; undefined for one that nobody registered. */
export function mediaTypeOf(fileType: string): string | undefined {
  return types[`.${fileType.replace(/^\./, "").toLowerCase()}`];
}

/** The media type of a file by the end of its name. */
export function mediaTypeOfName(fileName: string): string {
  const dot = fileName.lastIndexOf(".");
  return (dot === -1 ? undefined : mediaTypeOf(fileName.slice(dot))) ?? "application/octet-stream";
}
