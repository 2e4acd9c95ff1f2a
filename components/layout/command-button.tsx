"use client";

import { Search } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { openCommandMenu } from "./frame-events.ts";

/** Opens ⌘K for those who do not know the key. */
export function CommandButton() {
  return (
    <Button size="sm" aria-label="Search and commands" aria-keyshortcuts="Meta+K Control+K" onClick={openCommandMenu}>
      <Search aria-hidden className="size-3.5! text-faint" />
      <span className="hidden text-faint xl:inline">Search</span>
      <span className="hidden xl:inline">
        <Kbd keys="⌘ K" />
      </span>
    </Button>
  );
}
