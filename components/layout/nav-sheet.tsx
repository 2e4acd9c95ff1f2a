"use client";

import { Menu } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { FrameData } from "./frame-data.ts";
import { NavList } from "./nav-list.tsx";

/** The navigation of small screens. */
export function NavSheet({ counts }: { readonly counts?: NonNullable<FrameData["counts"]> }) {
  const [open, setOpen] = useState(false);
  return (
    <Sheet
      title="Lamplight"
      side="left"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="quiet" size="icon" aria-label="Navigation">
          <Menu aria-hidden />
        </Button>
      }
    >
      <NavList onNavigate={() => setOpen(false)} {...(counts ? { counts } : {})} />
    </Sheet>
  );
}
