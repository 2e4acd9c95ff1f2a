"use client";

import { Button } from "#components/ui/button.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";
import { zoneName } from "#lib/client/format-time.ts";

/** Names the zone of the time axis; one click shows all charts in UTC and back. */
export function ZoneSwitch({ at }: { readonly at: number }) {
  const { timeZone, shownZone, utc, setUtc } = useTimeZone();
  if (timeZone === "UTC") return <span className="px-1.5 text-xs text-faint">UTC</span>;
  const other = utc ? zoneName(timeZone, new Date(at)) : "UTC";
  return (
    <Button
      size="sm"
      variant="quiet"
      className="px-1.5 text-faint"
      title={`Show times in ${other}`}
      onClick={() => setUtc(!utc)}
    >
      {zoneName(shownZone, new Date(at))}
    </Button>
  );
}
