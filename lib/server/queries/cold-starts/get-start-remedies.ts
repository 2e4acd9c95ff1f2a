import { coldStartsPerDay } from "#lib/domain/starts/remedies/start-subject.ts";
import { writeStartRemedy } from "#lib/domain/starts/remedies/write-start-remedies.ts";
import type { StartRemediesView } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { judgeStarts, readFleetEvidence, withoutMoney } from "./judge-starts.ts";

interface StartRemediesInput {
  readonly functionId: number;
  readonly withCost: boolean;
  readonly now: Date;
}

/** What can be done about the starts of one function; null for one that is not there or not in scope. */
export async function getStartRemedies(
  scope: FleetScope,
  { functionId, withCost, now }: StartRemediesInput,
): Promise<StartRemediesView | null> {
  const [judged] = await judgeStarts(scope, { ids: [functionId] }, readFleetEvidence(), now);
  if (!judged) return null;
  const { subject, verdict } = judged;
  return {
    waitedMsPerDay: subject.waitedMs / subject.days,
    initWaitedMsPerDay: subject.initWaitedMs / subject.days,
    coldStartsPerDay: coldStartsPerDay(subject),
    p95Ms: subject.initP95Ms,
    remedies: verdict.remedies
      .map((remedy) => ({
        remedy: withCost ? remedy : withoutMoney(remedy),
        best: remedy === verdict.best,
        texts: writeStartRemedy(subject, remedy),
      }))
      .toSorted((a, b) => Number(b.best) - Number(a.best)),
    excluded: verdict.excluded,
  };
}
