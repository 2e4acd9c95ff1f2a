import { useMemo } from "react";
import { createRoot, type Root } from "react-dom/client";
import { ChartPlane } from "#components/charts/chart-plane.tsx";
import { alignSeries } from "#components/charts/series-data.ts";
import { TimeSeriesPlot } from "#components/charts/time-series-plot.tsx";
import { timeShares } from "#components/charts/time-span.ts";
import type { ChartSeries } from "#components/charts/types.ts";

const height = 240;
const givenUpMs = 10_000;
const nobody: ReadonlySet<string> = new Set();

/** A chart as its page shows it, without the card around it. */
function Chart({ series, kind }: { readonly series: readonly ChartSeries[]; readonly kind: "line" | "stacked" }) {
  const grid = useMemo(() => alignSeries(series), [series]);
  return (
    <ChartPlane
      label="Measured"
      height={height}
      shares={timeShares(grid.times)}
      times={grid.times}
      pinned={null}
      read={() => ({ title: "", values: [], notes: [] })}
      onSelect={() => undefined}
      onPin={() => undefined}
    >
      <TimeSeriesPlot
        {...{ series, grid, kind, height }}
        unit="ms"
        previous={null}
        incompleteFrom={null}
        timeZone="Europe/Berlin"
        hidden={nobody}
        onFollow={() => undefined}
      />
    </ChartPlane>
  );
}

/** Values that jump, with a gap in each hundred: what no downsampling may flatten. */
function makeSeries(count: number, points: number, seed: number): ChartSeries[] {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const start = Date.UTC(2026, 0, 1);
  return Array.from({ length: count }, (_, k) => ({
    id: `s${k}`,
    label: `Series ${k + 1}`,
    points: Array.from({ length: points }, (__, n) => ({
      t: new Date(start + n * 300_000).toISOString(),
      v: n % 100 === 99 ? null : 100 + 80 * Math.sin(n / 40 + k) + (random() > 0.995 ? 400 : 20) * random(),
    })),
  }));
}

let root: Root | null = null;
let prepared: readonly ChartSeries[] = [];

/** Takes the last chart away and makes the values of the next. */
async function prepareChart(count: number, points: number, seed: number): Promise<void> {
  root?.unmount();
  prepared = makeSeries(count, points, seed);
  await painted();
}

/** Draws a chart of the values anew and tells how long it took until the browser had painted it, in milliseconds. */
async function drawChart(kind: "line" | "stacked"): Promise<number> {
  const place = document.getElementById("place");
  if (!place) throw new Error("The page has no place for the chart.");
  place.replaceChildren();
  const started = performance.now();
  root = createRoot(place);
  root.render(<Chart series={prepared} kind={kind} />);
  while (!isDrawn(place, prepared.length)) {
    if (performance.now() - started > givenUpMs) throw new Error("The chart was not drawn.");
    await nextFrame();
  }
  await painted();
  return performance.now() - started;
}

function isDrawn(place: HTMLElement, count: number): boolean {
  const paths = [...place.querySelectorAll("path")].filter((path) => (path.getAttribute("d") ?? "").length > 2_000);
  return paths.length >= count;
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/** The task after a frame runs when that frame has been handed to the screen. */
async function painted(): Promise<void> {
  await nextFrame();
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
}

Object.assign(globalThis, { prepareChart, drawChart });
