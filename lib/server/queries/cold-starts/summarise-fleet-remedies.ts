import { summariseRemedies } from "#lib/domain/starts/remedies/summarise-remedies.ts";
import type { RemedySummaryView } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { bestRemedyOf, judgeStarts, readFleetEvidence } from "./judge-starts.ts";

/** So many functions have nearly all the waiting of a fleet, and their hours can be read while a page is waited for. */
const mostJudged = 300;

/** What would help most: the best remedy of each of the functions whose callers waited longest. */
export async function summariseFleetRemedies(
  scope: FleetScope,
  { withCost, now }: { readonly withCost: boolean; readonly now: Date },
): Promise<RemedySummaryView> {
  const judged = await judgeStarts(scope, { mostWaited: mostJudged }, readFleetEvidence(), now);
  const sums = summariseRemedies(judged.map(({ verdict }) => verdict));
  return {
    sums: withCost ? sums : sums.map((sum) => ({ ...sum, usdPerMonth: 0, unknownMoney: sum.functions })),
    judged: judged.length,
    judgedWaitedMsPerDay: judged.reduce((sum, { subject }) => sum + subject.waitedMs / subject.days, 0),
    without: judged.filter(({ verdict }) => verdict.best === null).length,
    best: Object.fromEntries(judged.map(({ id, verdict }) => [id, bestRemedyOf(verdict, withCost)])),
  };
}
