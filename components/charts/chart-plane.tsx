"use client";

import type { ReactNode } from "react";
import { PlaceValues } from "./place-values.tsx";
import { plotLeft, plotRight, plotRoom } from "./plot-theme.ts";
import { type ChartPlaneInput, useChartPlane, useCursorPlace } from "./use-chart-plane.ts";

interface ChartPlaneProps extends ChartPlaneInput {
  readonly label: string;
  readonly height: number;
  /** The place that is pinned. */
  readonly pinned: number | null;
  /** The picture: it is drawn once, whatever the pointer does above it. */
  readonly children: ReactNode;
}

/**
 * A picture that can be read by pointer and by keys: a cursor with its values, a stretch to choose, a place to pin. It
 * is HTML above the picture, so that nothing of the picture is drawn again when the pointer moves.
 */
export function ChartPlane({ label, height, pinned, children, ...input }: ChartPlaneProps) {
  const { id, selection, spoken, handlers } = useChartPlane(input);
  const { shares, onSelect } = input;
  const keys = onSelect
    ? "← → move, Shift selects, Enter applies or pins, Esc clears"
    : "← → move, Enter pins, Esc clears";
  const pinnedShare = pinned === null ? undefined : shares[pinned];
  return (
    <div
      role="application"
      aria-roledescription="chart"
      aria-label={`${label}. Arrow keys move, ${onSelect ? "Shift with them selects, Enter applies the selection or pins" : "Enter pins"}, Escape clears.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a chart is moved through by keys.
      tabIndex={0}
      className="group relative touch-pan-y rounded-sm select-none"
      style={{ height }}
      data-chart-plane
      {...handlers}
    >
      {children}
      <div aria-hidden className="pointer-events-none absolute inset-0" data-print="hide">
        {pinnedShare === undefined ? null : <Line share={pinnedShare} className="bg-accent" />}
        {selection ? <Stretch from={shares[selection[0]] ?? 0} to={shares[selection[1]] ?? 0} /> : null}
        <Cursor id={id} {...input} />
        <span className="absolute right-3 bottom-8 hidden rounded-sm bg-raised px-1.5 text-2xs text-muted shadow-raised group-focus-visible:block">
          {keys}
        </span>
      </div>
      <span role="status" className="sr-only">
        {spoken}
      </span>
    </div>
  );
}

function Line({ share, className }: { readonly share: number; readonly className: string }) {
  return (
    <span
      className={`absolute w-px ${className}`}
      style={{ left: plotLeft(share), top: plotRoom.top, bottom: plotRoom.bottom }}
    />
  );
}

function Stretch({ from, to }: { readonly from: number; readonly to: number }) {
  return (
    <span
      data-selection
      className="absolute border-x border-accent bg-accent/15"
      style={{
        left: plotLeft(Math.min(from, to)),
        right: plotRight(Math.max(from, to)),
        top: plotRoom.top,
        bottom: plotRoom.bottom,
      }}
    />
  );
}

const tipWidth = "15rem";

function Cursor({ id, ...input }: ChartPlaneInput & { readonly id: string }) {
  const place = useCursorPlace(id, input);
  if (!place) return null;
  const { share, index } = place;
  const reading = index === null ? null : input.read(index);
  const side =
    share < 0.5
      ? { left: `max(0px, min(${plotLeft(share)} + 10px, 100% - ${tipWidth}))` }
      : { right: `max(0px, min(${plotRight(share)} + 10px, 100% - ${tipWidth}))` };
  return (
    <>
      <Line share={share} className="bg-line-strong" />
      {reading ? (
        <div
          data-chart-tip
          className="absolute top-1 z-20 min-w-44 rounded-md border border-line-strong/50 bg-raised p-2 shadow-raised"
          style={{ ...side, maxWidth: tipWidth }}
        >
          <p className="tabular mb-1 text-xs font-medium text-ink">{reading.title}</p>
          <PlaceValues reading={reading} />
        </div>
      ) : null}
    </>
  );
}
