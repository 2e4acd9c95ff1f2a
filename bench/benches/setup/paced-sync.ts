import type { BenchContext, Measurement } from "./bench.ts";
import type { FleetSize } from "./bench-fleet.ts";
import { boundFigures } from "./bound-figures.ts";
import { explainCost, explainSize } from "./explain-cost.ts";
import { explainUnlearned, syncFigures } from "./sync-figures.ts";

/** A first sync whose time has the quota bound alone as its bar. */
export async function* pacedSync(name: string, context: BenchContext, size: FleetSize): AsyncGenerator<Measurement> {
  explainSize(context, size);
  const fleet = await context.fleet(size);
  yield* syncFigures(name, fleet.first);
  explainCost(context, fleet.first);
  yield* boundFigures(name, context, fleet, { bareSeconds: null, timed: true });
  explainUnlearned(context, fleet.first);
}
