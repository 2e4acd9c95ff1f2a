"use client";

import { Printer } from "lucide-react";
import { Button } from "#components/ui/button.tsx";

/** Prints the page as it stands: navigation and tools are left out on paper. */
export function PrintButton() {
  return (
    <Button size="sm" onClick={() => window.print()}>
      <Printer aria-hidden /> Print
    </Button>
  );
}
