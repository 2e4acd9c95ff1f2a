import { join } from "node:path";
import { z } from "zod";
import { root } from "#cli/root.ts";
import type { Bench } from "./setup/bench.ts";
import { medianOf } from "./setup/order.ts";
import { noMemoryNote } from "./setup/process-memory.ts";
import { roleFile } from "./setup/role-file.ts";
import { runNode } from "./setup/run-node.ts";

const wantedRuns = 3;
const usageSchema = z.object({ peakMb: z.number().nullable(), cpuSeconds: z.number() });
const analysisSchema = z.object({
  roles: z.array(z.object({ verdicts: z.record(z.string(), z.boolean()) })),
  errors: z.array(z.unknown()),
});

/** What the roles of a big account may really do, by the command itself, from a cold start: process, file and all. */
export const bench: Bench = {
  name: "iam-5000",
  title: "All eight verdicts of 5,000 roles, cold: `lamplight iam analyze FILE --format json`, process start included",
  async *run(context) {
    const file = await roleFile(context);
    const runs = context.options.quick ? 1 : wantedRuns;
    const results = [];
    for (let run = 0; run < runs; run += 1) results.push(await analyze(file, firstStart));
    const again = [];
    for (let run = 0; run < runs + 1; run += 1) again.push(await analyze(file));
    const bare = medianOf([await startAlone(), await startAlone(), await startAlone()]);
    const [first] = results;
    if (first === undefined) return;
    const { roles, errors } = analysisSchema.parse(JSON.parse(first.text));
    yield {
      name: "iam-5000.wall",
      value: medianOf(results.map(({ wallSeconds }) => wallSeconds)),
      unit: "s",
      bar: 2,
      note: `no module compiled before; median of ${runs}; ${roles.length} roles, ${errors.length} errors; Node alone starts in ${bare.toFixed(2)} s`,
    };
    yield {
      name: "iam-5000.later-start",
      value: medianOf(again.slice(1).map(({ wallSeconds }) => wallSeconds)),
      unit: "s",
      bar: null,
      note: "the same with the modules that an earlier command compiled",
    };
    yield {
      name: "iam-5000.processor",
      value: medianOf(results.map(({ usage }) => usage.cpuSeconds)),
      unit: "s",
      bar: null,
    };
    const peaks = results.flatMap(({ usage }) => usage.peakMb ?? []);
    yield {
      name: "iam-5000.memory",
      value: peaks.length > 0 ? Math.max(...peaks) : null,
      unit: "MB",
      bar: 400,
      ...(peaks.length > 0 ? {} : { note: noMemoryNote }),
    };
    const counts = new Map<string, number>();
    for (const { verdicts } of roles) {
      for (const [name, value] of Object.entries(verdicts)) counts.set(name, (counts.get(name) ?? 0) + Number(value));
    }
    context.explain(`roles by verdict: ${[...counts].map(([name, count]) => `${name} ${count}`).join(", ")}`);
    context.explain(`output: ${(first.text.length / 1e6).toFixed(1)} MB`);
  },
};

/** As after an install: Node keeps compiled modules for later starts, and finds none. */
const firstStart = { NODE_DISABLE_COMPILE_CACHE: "1" };

async function analyze(file: string, env: Readonly<Record<string, string>> = {}) {
  const observer = ["--import", join(root, "bench/report-usage.ts")];
  const command = [join(root, "cli/main.ts"), "iam", "analyze", file, "--format", "json"];
  const run = await runNode([...observer, ...command], env);
  return { ...run, usage: usageSchema.parse(JSON.parse(run.report)) };
}

const startAlone = async () => (await runNode(["--eval", "0"])).wallSeconds;
