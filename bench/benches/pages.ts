import { setTimeout as sleep } from "node:timers/promises";
import type { Bench, Measurement } from "./setup/bench.ts";
import { type BenchWeb, openWeb, type Visitor } from "./setup/bench-web.ts";
import { consolePaths } from "./setup/console-paths.ts";
import { medianOf, quantileOf } from "./setup/order.ts";
import { pageBarMs, timePage } from "./setup/page-times.ts";
import { sizedFleet } from "./setup/sized-fleet.ts";

const visits = 40;
const users = 16;
/** Each user opens a page each five seconds, for so long. */
const everyMs = 5_000;
const crowdMs = 45_000;

/** How long each page and read takes to its last byte, signed in and warm, alone and with others. */
export const bench: Bench = {
  name: "pages",
  title: "Pages and reads, signed in, warm, to the last byte (p95)",
  async *run(context) {
    const fleet = await sizedFleet(context);
    const web = await openWeb(context, fleet);
    const visitor = await web.visitor();
    const paths = await consolePaths(visitor);
    const open: string[] = [];
    for (const path of paths) {
      const measurement = await alone(visitor, path);
      if (measurement.value !== null) open.push(path);
      yield measurement;
    }
    const bare = await bareAnswer(visitor);
    yield {
      name: "pages.bare",
      value: bare,
      unit: "ms",
      bar: null,
      note: "the same for a static file: what the server itself takes",
    };
    const crowd = await together(web, open);
    yield {
      name: `pages.${users}-users`,
      value: quantileOf(crowd, 0.95),
      unit: "ms",
      bar: pageBarMs,
      note: `${crowd.length} pages opened by ${users} people, one each 5 s; median ${medianOf(crowd).toFixed(0)} ms`,
    };
    context.explain(`${fleet.size.functions} functions in the store`);
  },
};

function alone(visitor: Visitor, path: string): Promise<Measurement> {
  const name = `pages ${path.replace(/\?.*/, "").replace(/^(\/(functions|roles))\/.+/, "$1/[id]")}`;
  return timePage(visitor, name, path, visits);
}

/** The reference of the run: an answer without a session, a query or a render. */
async function bareAnswer(visitor: Visitor): Promise<number> {
  const times: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) times.push((await visitor.open("/icon.svg")).ms);
  return quantileOf(times, 0.95);
}

/** Everybody begins at another page and at another moment of the five seconds. */
async function together(web: BenchWeb, paths: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + crowdMs;
  const user = async (index: number): Promise<void> => {
    const visitor = await web.visitor();
    await sleep((index * everyMs) / users);
    for (let visit = index; performance.now() < end; visit += 1) {
      const { ms } = await visitor.open(paths[visit % paths.length] ?? "/overview");
      times.push(ms);
      await sleep(Math.max(0, everyMs - ms));
    }
  };
  await Promise.all(Array.from({ length: users }, (_, index) => user(index)));
  return times;
}
