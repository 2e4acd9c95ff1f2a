"use client";

import { formatInstant } from "#lib/client/format-time.ts";
import { useTimeZone } from "./time-zone.tsx";

/** An instant in full, in the person's time zone. */
export function Instant({ at }: { readonly at: string }) {
  const { timeZone } = useTimeZone();
  return (
    <time dateTime={at} className="tabular whitespace-nowrap">
      {formatInstant(new Date(at), timeZone)}
    </time>
  );
}
