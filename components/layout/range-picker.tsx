"use client";

import { CalendarRange } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";
import { cn } from "#lib/client/class-names.ts";
import { formatMinute } from "#lib/client/format-time.ts";
import { type RangePreset, rangePresets, type TimeRange } from "#lib/client/scope.ts";
import { DayRangeForm } from "./day-range-form.tsx";

interface RangePickerProps {
  readonly value: TimeRange;
  readonly disabled: boolean;
  readonly onChange: (range: TimeRange) => void;
}

const presetLabels: Record<RangePreset, string> = {
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
};

/** The time range: one of the presets that the store keeps ready, or two days of one's own. */
export function RangePicker({ value, disabled, onChange }: RangePickerProps) {
  const [open, setOpen] = useState(false);
  const { timeZone } = useTimeZone();
  const label =
    value.kind === "preset"
      ? presetLabels[value.preset]
      : `${formatMinute(value.from, timeZone)} – ${formatMinute(value.to, timeZone)}`;
  function choose(range: TimeRange) {
    onChange(range);
    setOpen(false);
  }
  return (
    <Popover
      title="Time range"
      className="w-64"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="quiet" disabled={disabled} aria-label={`Time range: ${label}`}>
          <CalendarRange aria-hidden className="size-3.5!" />
          {label}
        </Button>
      }
    >
      <div className="grid grid-cols-2 gap-1">
        {rangePresets.map((preset) => (
          <Button
            key={preset}
            size="sm"
            variant="quiet"
            aria-pressed={value.kind === "preset" && value.preset === preset}
            className={cn(
              "justify-start",
              value.kind === "preset" && value.preset === preset && "bg-accent-soft text-accent",
            )}
            onClick={() => choose({ kind: "preset", preset })}
          >
            {presetLabels[preset]}
          </Button>
        ))}
      </div>
      <DayRangeForm value={value} onChange={choose} />
    </Popover>
  );
}
