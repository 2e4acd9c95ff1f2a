import { mergeHistograms, mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import type { Bench } from "./setup/bench.ts";
import { medianOf } from "./setup/order.ts";
import { durationSampler } from "./setup/sample-histograms.ts";

const histograms = 10_000;
const runs = 15;

/** What a page waits for when it groups the whole fleet by anything: one merge over every function's histogram. */
export const bench: Bench = {
  name: "histogram-merge",
  title: "Merge of 10,000 packed histograms of about 80 buckets",
  async *run() {
    const sampler = durationSampler(7);
    const samples = Array.from({ length: histograms }, () =>
      sampler.histogram(1_000, sampler.magnitude(5, 5_000), 0.55),
    );
    const packed = samples.map(packHistogram);
    const buckets = samples.reduce((sum, sample) => sum + sample.buckets.length, 0) / histograms;
    const bytes = packed.reduce((sum, one) => sum + one.byteLength, 0) / histograms;
    const unpacked = medianOf(timed(5, () => mergeHistograms(samples)));
    yield {
      name: "histogram-merge.median",
      value: medianOf(timed(runs, () => mergePackedHistograms(packed))),
      unit: "ms",
      bar: 60,
      note: `${buckets.toFixed(0)} buckets, ${bytes.toFixed(0)} B each; unpacked objects take ${unpacked.toFixed(0)} ms`,
    };
  },
};

function timed(count: number, work: () => unknown): number[] {
  return Array.from({ length: count }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
}
