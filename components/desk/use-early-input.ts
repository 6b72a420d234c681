"use client";

import { useEffect, useEffectEvent } from "react";
import type { UploadType } from "#lib/domain/upload-type";

interface EarlyInput {
  onProject: (id: string) => void;
  onType: (type: UploadType) => void;
  onComment: (comment: string) => void;
}

/**
 * Takes over what somebody who was quicker than the page's script chose or typed: the browser shows it, and the next
 * render would put back what the page was made with. Called after what writes the address by itself on the first render.
 */
export function useEarlyInput({ onProject, onType, onComment }: EarlyInput): void {
  const adopt = useEffectEvent(() => {
    const project = field("#project");
    const type = field('[name="upload-type"]:checked');
    const comment = field("#comment");
    if (project) onProject(project);
    if (type) onType(type as UploadType);
    if (comment) onComment(comment);
  });
  useEffect(() => adopt(), []);
}

/** What the browser shows there; null where nothing is chosen or typed. */
function field(selector: string): string | null {
  const found = document.querySelector<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(selector);
  return found?.value || null;
}
