import type { Bench } from "./setup/bench.ts";
import { openWeb } from "./setup/bench-web.ts";
import { consolePaths } from "./setup/console-paths.ts";
import { medianOf } from "./setup/order.ts";
import { noMemoryNote, residentMb } from "./setup/process-memory.ts";
import { sizedFleet } from "./setup/sized-fleet.ts";

const requests = 10_000;
const atOnce = 4;
const sampleEvery = 100;
/** Whatever has been measured by then counts. */
const longestMs = 6 * 60_000;

/** The web process under load: how much it holds, and whether it goes on growing. */
export const bench: Bench = {
  name: "web-memory",
  title: "Memory of the web process over 10,000 requests",
  async *run(context) {
    const web = await openWeb(context, await sizedFleet(context));
    const visitor = await web.visitor();
    const paths = await consolePaths(visitor);
    if (residentMb(web.pid()) === null) {
      yield { name: "web-memory.peak", value: null, unit: "MB", bar: 400, note: noMemoryNote };
      return;
    }
    const samples: number[] = [];
    const end = performance.now() + longestMs;
    let asked = 0;
    const caller = async (): Promise<void> => {
      while (asked < requests && performance.now() < end) {
        asked += 1;
        if (asked % sampleEvery === 0) samples.push(residentMb(web.pid()) ?? Number.NaN);
        await visitor.open(paths[asked % paths.length] ?? "/overview");
      }
    };
    await Promise.all(Array.from({ length: atOnce }, caller));
    const part = (from: number, to: number) =>
      medianOf(samples.slice(Math.floor(from * samples.length), Math.ceil(to * samples.length)));
    const [early, late] = [part(0.4, 0.6), part(0.8, 1)];
    yield {
      name: "web-memory.peak",
      value: Math.max(...samples),
      unit: "MB",
      bar: 400,
      note: `${asked} requests, ${atOnce} at once`,
    };
    yield {
      name: "web-memory.growth",
      value: (100 * (late - early)) / early,
      unit: "%",
      bar: 5,
      note: `last fifth ${late.toFixed(0)} MB against the middle fifth ${early.toFixed(0)} MB`,
    };
  },
};
