"use client";

import { Undo2 } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { ZoneSwitch } from "./zone-switch.tsx";

interface TimeToolsProps {
  readonly at: number;
  readonly utcDays: boolean;
  readonly undo: (() => void) | null;
}

/** Takes back the last zoom, names the zone of the axis and switches it. UTC days stay UTC days. */
export function TimeTools({ at, utcDays, undo }: TimeToolsProps) {
  return (
    <>
      {undo ? <IconButton size="icon-sm" label="Undo zoom" icon={<Undo2 aria-hidden />} onClick={undo} /> : null}
      {utcDays ? <span className="px-1.5 text-xs whitespace-nowrap text-faint">UTC days</span> : <ZoneSwitch at={at} />}
    </>
  );
}
