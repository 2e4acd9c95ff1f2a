import type { BenchContext, Measurement } from "./bench.ts";
import type { BenchFleet, FleetSync } from "./bench-fleet.ts";
import { explainReplay } from "./explain-cost.ts";
import { type Replay, replay } from "./replay.ts";

const replays = new WeakMap<FleetSync, Promise<Replay>>();

/** The replay of a sync's requests; benches that ask for the same one share it. */
export async function replayOf(context: BenchContext, fleet: BenchFleet, sync: FleetSync): Promise<Replay> {
  if (sync.recording === null) throw new Error("This fleet's requests were not recorded.");
  const done = replays.get(sync) ?? replay(context, fleet, sync.recording);
  replays.set(sync, done);
  return await done;
}

/** What the bare SDK needed for the requests of a sync. */
export function* replayFigures(name: string, context: BenchContext, report: Replay): Generator<Measurement> {
  const { calls, seconds } = report;
  yield {
    name: `${name}.replay`,
    value: seconds,
    unit: "s",
    bar: null,
    note: `the same ${calls} requests by the bare SDK, quotas out of the way`,
  };
  yield { name: `${name}.replay-rate`, value: calls / seconds, unit: "calls/s", bar: null };
  explainReplay(context, report);
}
