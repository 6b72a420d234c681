/** A refresh of a server that is down would replace the page by the browser's own error; so it is asked first. */
export async function refreshWhereServerAnswers(refresh: () => void): Promise<void> {
  try {
    const answer = await fetch("/api/health", { cache: "no-store" });
    if (answer.ok) refresh();
  } catch {
    // Still down: the next poll asks again.
  }
}
