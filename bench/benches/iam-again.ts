import { join } from "node:path";
import { z } from "zod";
import { root } from "#cli/root.ts";
import type { Bench } from "./setup/bench.ts";
import { medianOf } from "./setup/order.ts";
import { roleFile } from "./setup/role-file.ts";
import { runNode } from "./setup/run-node.ts";

const wantedRuns = 3;
const turnSchema = z.object({ cpuSeconds: z.number(), roles: z.number(), errors: z.number() });
const answerSchema = z.object({ first: turnSchema, second: turnSchema });

/** What roles cost that have not changed since they were judged. */
export const bench: Bench = {
  name: "iam-again",
  title: "5,000 unchanged roles judged again: processor time of the second judging against the first",
  async *run(context) {
    const file = await roleFile(context);
    const runs = context.options.quick ? 1 : wantedRuns;
    const results = [];
    for (let run = 0; run < runs; run += 1) {
      const { text } = await runNode([join(root, "bench/judge-again.ts"), file]);
      results.push(answerSchema.parse(JSON.parse(text)));
    }
    const first = medianOf(results.map((result) => result.first.cpuSeconds));
    const second = medianOf(results.map((result) => result.second.cpuSeconds));
    yield {
      name: "iam-again.processor",
      value: (100 * second) / first,
      unit: "%",
      bar: 5,
      note: `medians of ${runs}: ${second.toFixed(3)} s of ${first.toFixed(3)} s; ${results[0]?.first.roles} roles`,
    };
  },
};
