import type { Measurement } from "./bench.ts";
import type { Visitor } from "./bench-web.ts";
import { medianOf, quantileOf } from "./order.ts";

const warmUps = 3;
const defaultVisits = 20;

/** What people wait for without noticing (design: answers under 100 ms). */
export const pageBarMs = 100;

/** How long a page or read takes to its last byte, signed in and warm, by the 95th percentile of its visits. */
export async function timePage(
  visitor: Visitor,
  name: string,
  path: string,
  visits = defaultVisits,
): Promise<Measurement> {
  const first = await visitor.open(path);
  if (first.status !== 200) return { name, value: null, unit: "ms", bar: pageBarMs, note: `answered ${first.status}` };
  for (let visit = 1; visit < warmUps; visit += 1) await visitor.open(path);
  const times: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) times.push((await visitor.open(path)).ms);
  const size = `${(first.text.length / 1_000).toFixed(0)} kB`;
  return {
    name,
    value: quantileOf(times, 0.95),
    unit: "ms",
    bar: pageBarMs,
    note: `median ${medianOf(times).toFixed(0)} ms, ${size}, first ${first.ms.toFixed(0)} ms`,
  };
}

const anewVisits = 8;

/**
 * The same page when the store has changed since the last visit, as after a sync: nothing that was read before is given
 * out again (docs/adr/0018). The median, since it is what one person waits once.
 */
export async function timePageAnew(
  visitor: Visitor,
  name: string,
  path: string,
  change: () => Promise<void>,
): Promise<Measurement> {
  const times: number[] = [];
  for (let visit = 0; visit < anewVisits; visit += 1) {
    await change();
    const { status, ms } = await visitor.open(path);
    if (status !== 200) return { name, value: null, unit: "ms", bar: pageBarMs, note: `answered ${status}` };
    times.push(ms);
  }
  return { name, value: medianOf(times), unit: "ms", bar: pageBarMs, note: "median of first visits after a change" };
}
