"use client";

import { createContext, type ReactNode, use, useState } from "react";

interface TimeZoneValue {
  /** The person's zone, IANA name. */
  readonly timeZone: string;
  /** The zone that charts show: the person's, or UTC while that is switched on. */
  readonly shownZone: string;
  readonly utc: boolean;
  readonly setUtc: (utc: boolean) => void;
}

const TimeZoneContext = createContext<TimeZoneValue>({
  timeZone: "UTC",
  shownZone: "UTC",
  utc: true,
  setUtc: () => undefined,
});

/** Gives every instant on the page the person's zone, with one switch to UTC for all charts. */
export function TimeZoneProvider({ timeZone, children }: { readonly timeZone: string; readonly children: ReactNode }) {
  const [utc, setUtc] = useState(false);
  return (
    <TimeZoneContext value={{ timeZone, shownZone: utc ? "UTC" : timeZone, utc, setUtc }}>{children}</TimeZoneContext>
  );
}

/** The person's time zone and the UTC switch. */
export function useTimeZone(): TimeZoneValue {
  return use(TimeZoneContext);
}
