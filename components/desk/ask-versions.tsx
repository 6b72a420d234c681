import { answerMessages } from "#components/messages/answer-messages";
import { ask } from "#components/shell/ask";
import type { Answer } from "#lib/domain/answer";
import type { ShownVersions, VersionRow } from "#lib/domain/desk";
import { unpacked } from "#lib/domain/packed";
import { inReadingOrder } from "#lib/domain/reading-order";
import type { Selection } from "#lib/domain/selection";
import type { DeskActions } from "./desk-actions.ts";

/**
 * Asks for versions and puts the pages that come together, in reading order; `onCame` hears how many rows are there.
 * All or nothing: pages that break off are no answer.
 */
export async function askVersions(
  showVersions: DeskActions["showVersions"],
  selection: Selection,
  onCame: (rows: number) => void,
): Promise<Answer<ShownVersions>> {
  const answer = await ask(showVersions, selection);
  if (!answer.ok) return answer;
  const { pages, ...head } = answer.value;
  const rows: VersionRow[] = [];
  try {
    for await (const page of pages) {
      if (!page.ok) return page;
      for (const row of unpacked(page.value)) rows.push(row);
      onCame(rows.length);
    }
  } catch {
    return { ok: false, code: "unexpected", sentence: answerMessages.lost, errorId: null };
  }
  return { ok: true, value: { ...head, rows: inReadingOrder(rows) } };
}
