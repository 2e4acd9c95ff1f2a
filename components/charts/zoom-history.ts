"use client";

import { useSyncExternalStore } from "react";
import { formatRange, parseRange, type TimeRange } from "#lib/client/scope.ts";
import { useScope } from "#lib/client/use-scope.ts";

interface Zoom {
  readonly before: string;
  readonly after: string;
}

const most = 20;
let zooms: readonly Zoom[] = [];
const none: readonly Zoom[] = [];
const listeners = new Set<() => void>();

function setZooms(next: readonly Zoom[]): void {
  zooms = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The range of the page as charts set it. `undo` gives back the range before the last zoom; null where the present
 * range was not made by a zoom, so that it never takes back what somebody chose otherwise.
 */
export function useZoom(): { readonly zoom: (from: Date, to: Date) => void; readonly undo: (() => void) | null } {
  const { scope, setScope } = useScope();
  const all = useSyncExternalStore(
    subscribe,
    () => zooms,
    () => none,
  );
  const present = formatRange(scope.range);
  const at = all.findLastIndex(({ after }) => after === present);
  const before = parseRange(all[at]?.before ?? "");
  return {
    zoom: (from, to) => {
      const range: TimeRange = { kind: "absolute", from, to };
      setZooms([...zooms, { before: present, after: formatRange(range) }].slice(-most));
      setScope({ range });
    },
    undo: before
      ? () => {
          setZooms(zooms.slice(0, at));
          setScope({ range: before });
        }
      : null,
  };
}
