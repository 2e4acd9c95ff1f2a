"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { IconButton } from "./icon-button.tsx";

/** Copies `text`; `what` names it: "Copy ARN". */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [state, setState] = useState<"idle" | "done" | "refused">("idle");
  async function copy() {
    // The clipboard is missing on plain HTTP and may be refused: then the text must be selected by hand.
    const done = await (navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"))).then(
      () => true,
      () => false,
    );
    setState(done ? "done" : "refused");
    setTimeout(() => setState("idle"), 2000);
  }
  const label =
    state === "done"
      ? "Copied"
      : state === "refused"
        ? "The browser does not allow copying: select the text"
        : `Copy ${what}`;
  return (
    <IconButton
      size="icon-sm"
      label={label}
      icon={state === "done" ? <Check aria-hidden className="text-good" /> : <Copy aria-hidden />}
      onClick={copy}
    />
  );
}
