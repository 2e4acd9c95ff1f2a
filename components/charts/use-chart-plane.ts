import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from "react";
import { setChartCursor, useChartCursor } from "./chart-cursor.ts";
import { plotRoom } from "./plot-theme.ts";
import { nearestIndex } from "./series-data.ts";
import { spokenReading } from "./spoken-reading.ts";
import type { PlaceReading } from "./types.ts";

export interface ChartPlaneInput {
  /** Where each place stands, as a share of the plot's width, ascending. */
  readonly shares: readonly number[];
  /** The moments of the places, in epoch milliseconds; null where they are no moments. */
  readonly times: readonly number[] | null;
  readonly read: (index: number) => PlaceReading;
  /** Two places, the first and the last of what was chosen; null where nothing can be chosen. */
  readonly onSelect: ((first: number, last: number) => void) | null;
  readonly onPin: (index: number | null) => void;
}

type Selection = readonly [number, number];
/** A hand that shakes while it clicks moves less than this many pixels. */
const steadyPx = 4;
const bigStep = 10;

/** What pointer and keys do on a chart: look, choose a stretch, pin. */
export function useChartPlane(input: ChartPlaneInput) {
  const { shares, times, onSelect, onPin } = input;
  const id = useId();
  const [selection, setSelection] = useState<Selection | null>(null);
  const [spoken, setSpoken] = useState("");
  const index = useRef<number | null>(null);
  const drag = useRef<{ readonly x: number; readonly index: number; moved: boolean } | null>(null);
  // A chart that goes away takes its cursor along.
  useEffect(() => () => setChartCursor(null), []);

  const look = (next: number | null) => {
    index.current = next;
    setChartCursor(next === null ? null : { chart: id, index: next, t: times?.[next] ?? null });
  };
  const select = ([a, b]: Selection) => {
    setSelection(null);
    onSelect?.(Math.min(a, b), Math.max(a, b));
  };
  const pointers = {
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const at = placeAt(event, shares);
      look(at);
      const begun = drag.current;
      if (!begun || at === null || Math.abs(event.clientX - begun.x) < steadyPx) return;
      if (!begun.moved) event.currentTarget.setPointerCapture(event.pointerId);
      begun.moved = true;
      setSelection([begun.index, at]);
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const at = placeAt(event, shares);
      if (at === null || event.button !== 0) return;
      // A finger that is drawn over a chart reads it or scrolls the page.
      drag.current = onSelect && event.pointerType !== "touch" ? { x: event.clientX, index: at, moved: false } : null;
      if (!drag.current) look(at);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const begun = drag.current;
      drag.current = null;
      const at = placeAt(event, shares);
      if (begun?.moved && at !== null) select([begun.index, at]);
      else if (at !== null && event.button === 0) onPin(at);
    },
    onPointerCancel: () => {
      drag.current = null;
      setSelection(null);
    },
    onPointerLeave: () => {
      if (!drag.current) look(null);
    },
  };
  const move = (next: number, selecting: boolean) => {
    const from = index.current ?? next;
    const to = Math.min(Math.max(next, 0), shares.length - 1);
    const chosen: Selection | null = selecting && onSelect ? [selection?.[0] ?? from, to] : null;
    setSelection(chosen);
    look(to);
    setSpoken(spokenReading(input.read, to, chosen));
  };
  const clear = () => {
    drag.current = null;
    setSelection(null);
    onPin(null);
    look(null);
    setSpoken(selection ? "Selection cleared." : "");
  };
  const enter = () => {
    if (selection) {
      setSpoken("The time range is set for all charts.");
      select(selection);
    } else if (index.current !== null && index.current < shares.length) {
      onPin(index.current);
      setSpoken(`Pinned. ${spokenReading(input.read, index.current, null)}`);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = index.current;
    const last = shares.length - 1;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => move(at === null ? last : at - 1, event.shiftKey),
      ArrowRight: () => move(at === null ? 0 : at + 1, event.shiftKey),
      PageUp: () => move(at === null ? last : at - bigStep, event.shiftKey),
      PageDown: () => move(at === null ? 0 : at + bigStep, event.shiftKey),
      Home: () => move(0, event.shiftKey),
      End: () => move(last, event.shiftKey),
      Enter: enter,
      Escape: clear,
    };
    const act = keys[event.key];
    if (!act || shares.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return { id, selection, spoken, handlers: { ...pointers, onKeyDown, onBlur: () => look(null) } };
}

/** Where a chart shows the cursor: at its own place, or at the moment that is looked at on another. */
export function useCursorPlace(
  id: string,
  { shares, times }: Pick<ChartPlaneInput, "shares" | "times">,
): { readonly share: number; readonly index: number | null } | null {
  const cursor = useChartCursor();
  if (!cursor) return null;
  if (cursor.chart === id) {
    const share = shares[cursor.index];
    return share === undefined ? null : { share, index: cursor.index };
  }
  const first = times?.[0];
  const last = times?.at(-1);
  if (cursor.t === null || first === undefined || last === undefined || last <= first) return null;
  const share = (cursor.t - first) / (last - first);
  return share < 0 || share > 1 ? null : { share, index: null };
}

/** The place nearest to the pointer; null outside the plot. */
function placeAt(event: PointerEvent<HTMLElement>, shares: readonly number[]): number | null {
  const box = event.currentTarget.getBoundingClientRect();
  const width = box.width - plotRoom.left - plotRoom.right;
  const x = event.clientX - box.left - plotRoom.left;
  const captured = event.currentTarget.hasPointerCapture(event.pointerId);
  if (width <= 0 || (!captured && (x < -plotRoom.right || x > width + plotRoom.right))) return null;
  const at = nearestIndex(shares, x / width);
  return at < 0 ? null : at;
}
