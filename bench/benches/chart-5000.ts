import type { CDPSession, Page } from "playwright-core";
import type { Bench, BenchContext, Measurement } from "./setup/bench.ts";
import { quantileOf } from "./setup/order.ts";

const barMs = 100;
const warmUps = 3;

interface Picture {
  readonly name: string;
  readonly kind: "line" | "stacked";
  readonly series: number;
  readonly points: number;
  readonly bar: number | null;
}

const pictures: readonly Picture[] = [
  { name: "line", kind: "line", series: 1, points: 5_000, bar: barMs },
  { name: "stacked", kind: "stacked", series: 4, points: 1_250, bar: barMs },
  { name: "eight-lines", kind: "line", series: 8, points: 5_000, bar: null },
];

/** How long a chart of thousands of points takes from its data to the painted picture, in a real browser. */
export const bench: Bench = {
  name: "chart-5000",
  title: "Charts of 5,000 points, from data to paint in a browser",
  async *run(context) {
    const page = await openPage(context);
    if (page === null) {
      yield { name: "chart-5000 line p50", value: null, unit: "ms", bar: barMs, note: missingNote };
      return;
    }
    const draws = context.options.quick ? 5 : 30;
    for (const picture of pictures) yield* measure(page, picture, draws);
  },
};

const missingNote = "the development packages that drive a browser are not installed";

/** A page to draw on; null where only the packages of the product are installed. */
async function openPage(context: BenchContext): Promise<Page | null> {
  try {
    const { openChartPage } = await import("./setup/chart-browser.ts");
    return await openChartPage(context);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return null;
    throw error;
  }
}

async function* measure(page: Page, picture: Picture, draws: number): AsyncIterable<Measurement> {
  const { name: kind, series, points, bar } = picture;
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let draw = 0; draw < warmUps + draws; draw += 1) {
    await page.evaluate(`globalThis.prepareChart(${series}, ${points}, ${draw + 1})`);
    const before = await threadMs(session);
    const ms = await page.evaluate(`globalThis.drawChart("${picture.kind}")`);
    if (typeof ms !== "number") throw new Error("The page did not say how long the chart took.");
    if (draw < warmUps) continue;
    wall.push(ms);
    cpu.push((await threadMs(session)) - before);
  }
  await session.detach();
  const note = `${series} × ${points.toLocaleString("en-US")} points, ${draws} draws`;
  const name = `chart-5000 ${kind}`;
  yield { name: `${name} p50`, value: quantileOf(wall, 0.5), unit: "ms", bar, note };
  yield { name: `${name} p95`, value: quantileOf(wall, 0.95), unit: "ms", bar, note: "to the frame that is painted" };
  yield {
    name: `${name} cpu`,
    value: quantileOf(cpu, 0.5),
    unit: "ms",
    bar: null,
    note: `what the page's thread itself worked, median; p95 ${quantileOf(cpu, 0.95).toFixed(0)} ms`,
  };
}

/** How much the page's thread has worked so far, whatever else the machine was doing. */
async function threadMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1_000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
}
