import type { BenchContext } from "./bench.ts";
import { type BenchFleet, defaultFleet } from "./bench-fleet.ts";

/** The default fleet, or one of as many functions as asked for, read at a faster pace: the pages do not mind. */
export async function sizedFleet(context: BenchContext): Promise<BenchFleet> {
  const functions = context.options.functions ?? defaultFleet.functions;
  return await context.fleet(
    functions === defaultFleet.functions ? defaultFleet : { ...defaultFleet, functions, quotaScale: 20 },
  );
}
