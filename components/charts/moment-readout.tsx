"use client";

import { X } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";
import type { Unit } from "#lib/client/format.ts";
import { formatInstant } from "#lib/client/format-time.ts";
import { SeriesValues } from "./series-values.tsx";
import type { ChartSeries } from "./types.ts";

interface MomentReadoutProps {
  readonly at: number;
  readonly series: readonly ChartSeries[];
  readonly unit: Unit;
  readonly onClose: () => void;
}

/** The pinned moment: its values stay while one looks elsewhere. */
export function MomentReadout({ at, series, unit, onClose }: MomentReadoutProps) {
  const { shownZone } = useTimeZone();
  return (
    <div className="mt-2 rounded-md border border-line bg-sunken p-2">
      <div className="mb-1 flex items-center justify-between">
        <span className="tabular text-xs font-medium">{formatInstant(new Date(at), shownZone)}</span>
        <IconButton size="icon-sm" className="size-5" label="Unpin" icon={<X aria-hidden />} onClick={onClose} />
      </div>
      <SeriesValues at={at} series={series} unit={unit} />
    </div>
  );
}
