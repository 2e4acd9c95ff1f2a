"use client";

import { useSyncExternalStore } from "react";
import { formatInstant, formatRelative } from "#lib/client/format-time.ts";
import { useTimeZone } from "./time-zone.tsx";
import { Tooltip } from "./tooltip.tsx";

let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all relative times of the page, moved every half minute while anything shows one. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const notify of listeners) notify();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

interface RelativeTimeProps {
  /** ISO instant. */
  readonly at: string;
  /** Without a tooltip of its own, inside something that is focusable already. */
  readonly plain?: boolean;
}

/** "4 min ago", with the exact instant in the person's zone on hover and focus. */
export function RelativeTime({ at, plain = false }: RelativeTimeProps) {
  const { timeZone } = useTimeZone();
  const shown = useSyncExternalStore(
    subscribe,
    () => now,
    () => Date.now(),
  );
  const instant = new Date(at);
  const exact = formatInstant(instant, timeZone);
  const text = formatRelative(instant, new Date(Math.max(shown, now)));
  if (plain) {
    return (
      <time dateTime={at} title={exact} suppressHydrationWarning>
        {text}
      </time>
    );
  }
  return (
    <Tooltip
      trigger={
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact instant must be reachable by keyboard.
        <time dateTime={at} tabIndex={0} className="rounded-sm" suppressHydrationWarning>
          {text}
        </time>
      }
    >
      {exact}
    </Tooltip>
  );
}
