"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { headerMessages as words } from "#components/messages/header-messages";
import { Button } from "#components/ui/button";

/** Ends the session and goes to the sign-in page. */
export function SignOutButton() {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function leave() {
    setState("busy");
    try {
      const csrfToken = csrfTokenOf(await (await fetch("/api/auth/csrf")).json());
      const body = new URLSearchParams({ csrfToken, callbackUrl: "/login", json: "true" });
      const answer = await fetch("/api/auth/signout", { method: "POST", body });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      window.location.assign("/login");
    } catch {
      setState("failed");
    }
  }

  return (
    <>
      <Button variant="plain" busy={state === "busy"} onClick={() => void leave()} className="w-full justify-center">
        <LogOut aria-hidden="true" />
        {words.signOut}
      </Button>
      <p role="status" className="text-xs text-bad">
        {state === "failed" ? words.notSignedOut : ""}
      </p>
    </>
  );
}

function csrfTokenOf(answer: unknown): string {
  if (typeof answer === "object" && answer !== null && "csrfToken" in answer && typeof answer.csrfToken === "string") {
    return answer.csrfToken;
  }
  throw new Error("no csrfToken in the answer");
}
