"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onOpenCommandMenu } from "./frame-events.ts";

const CommandDialog = dynamic(() => import("./command-dialog.tsx").then((module) => module.CommandDialog));

/** ⌘K. The dialog itself is loaded when it is first asked for. */
export function CommandMenu() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    function show() {
      setWanted(true);
      setOpen(true);
    }
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      show();
    }
    window.addEventListener("keydown", onKeyDown);
    const stop = onOpenCommandMenu(show);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      stop();
    };
  }, []);
  return wanted ? <CommandDialog open={open} onOpenChange={setOpen} /> : null;
}
