"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { Combobox } from "#components/ui/combobox.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";
import { formatInstant } from "#lib/client/format-time.ts";
import type { MomentView } from "#lib/domain/views/changes.ts";

interface MomentPickerProps {
  readonly label: string;
  /** The search parameter that holds it. */
  readonly param: "before" | "after";
  readonly moments: readonly MomentView[];
  readonly value: string | null;
}

/** Chooses one of a function's moments; the choice stands in the address. */
export function MomentPicker({ label, param, moments, value }: MomentPickerProps) {
  const router = useRouter();
  const current = useSearchParams();
  const { timeZone } = useTimeZone();
  function choose(next: string | null) {
    if (next === null) return;
    const address = new URLSearchParams(current.toString());
    address.set(param, next);
    router.push(`/changes/compare?${address.toString()}`);
  }
  return (
    <div className="grid min-w-64 gap-1 text-xs font-medium text-muted">
      {label}
      <Combobox
        label={label}
        placeholder="Choose a moment"
        options={moments.map(({ at, until }) => ({
          value: at,
          label: formatInstant(new Date(at), timeZone),
          ...(until === null ? { hint: "now" } : {}),
        }))}
        value={value}
        onChange={choose}
      />
    </div>
  );
}
