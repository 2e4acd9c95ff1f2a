"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import { useTimeZone } from "#components/ui/time-zone.tsx";
import { formatDate, formatMinute, zoneName } from "#lib/client/format-time.ts";
import { withScope } from "#lib/client/scope.ts";
import { areUtcDays, bucketMs } from "./time-axis.ts";
import { momentTitle } from "./time-reading.ts";
import { chosenRange, timeShares } from "./time-span.ts";
import { useZoom } from "./zoom-history.ts";

/** What charts over time have in common: zone, zoom, pin, the places of their moments. */
export function useTimeChart(times: readonly number[], zoomable: boolean, stepMs?: number) {
  const { shownZone } = useTimeZone();
  const { zoom, undo } = useZoom();
  const router = useRouter();
  const parameters = useSearchParams();
  const [pinnedAt, setPinnedAt] = useState<number | null>(null);
  const utcDays = useMemo(() => areUtcDays(times, stepMs), [times, stepMs]);
  const timeZone = utcDays ? "UTC" : shownZone;
  const step = useMemo(() => stepMs ?? bucketMs(times) ?? 3_600_000, [times, stepMs]);
  const shares = useMemo(() => timeShares(times), [times]);
  const onFollow = useCallback((href: string) => router.push(withScope(href, parameters)), [router, parameters]);
  const pinnedIndex = pinnedAt === null ? -1 : times.indexOf(pinnedAt);
  const first = times[0];
  const last = times.at(-1);
  return {
    timeZone,
    utcDays,
    shares,
    onFollow,
    undo: zoomable ? undo : null,
    /** End of the bucket at `index`. */
    endOf: (index: number) => (times[index] ?? 0) + step,
    title: (t: number) => momentTitle(t, timeZone, utcDays),
    /** The same in little: the zone is named above it. */
    shortTitle: (t: number) => (utcDays ? formatDate(new Date(t), "UTC") : formatMinute(new Date(t), timeZone)),
    pinned: pinnedIndex < 0 ? null : pinnedIndex,
    onPin: (index: number | null) => setPinnedAt(index === null ? null : (times[index] ?? null)),
    onSelect: zoomable
      ? (a: number, b: number) => {
          const { from, to } = chosenRange(times, a, b, Date.now(), step);
          zoom(from, to);
        }
      : null,
    /** What the picture says of its time. */
    caption:
      first === undefined || last === undefined
        ? ""
        : utcDays
          ? `${momentTitle(first, "UTC", true)} – ${momentTitle(last, "UTC", true)}`
          : `${formatMinute(new Date(first), timeZone)} – ${formatMinute(new Date(last), timeZone)} ${zoneName(timeZone, new Date(last))}`,
    timeHeader: utcDays ? "UTC day" : `Time (${timeZone})`,
  };
}
