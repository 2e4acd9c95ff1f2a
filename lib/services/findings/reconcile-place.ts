import {
  addFindingEvents,
  type FindingEventWrite,
  lockFindings,
  type RuleOutcomeRow,
  saveFindings,
  saveRuleOutcomes,
} from "#lib/db/sql/findings.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { type Judgement, reconcileFindings } from "#lib/domain/findings/reconcile-findings.ts";

/** Everything the rules said of one place. */
export interface PlaceJudgements {
  readonly accountId: string;
  /** Null for roles, which have no Region. */
  readonly region: string | null;
  readonly rules: readonly string[];
  readonly judgements: readonly Judgement[];
  readonly nameOf: (resourceArn: string) => string;
}

/** Brings the findings of a place in line with what the rules say now, each change as an event, and counts the outcomes. */
export async function reconcilePlace(sql: Sql, place: PlaceJudgements, now: Date): Promise<void> {
  const existing = await lockFindings(sql, place.accountId, place.region, place.rules);
  const reconciled = reconcileFindings(existing, place.judgements, now);
  const ids = await saveFindings(
    sql,
    reconciled.map(({ finding }) => ({
      finding,
      place: { accountId: place.accountId, region: place.region, resourceName: place.nameOf(finding.resourceArn) },
    })),
  );
  const events = reconciled.flatMap(({ finding, events: happened }): FindingEventWrite[] => {
    const findingId = ids.get(`${finding.rule} ${finding.resourceArn}`);
    if (findingId === undefined) return [];
    return happened.map((event) => ({ ...event, findingId, actorId: null, actorName: "Lamplight" }));
  });
  await addFindingEvents(sql, events);
  const outcomes = place.rules.map((rule) => outcomeOf(rule, place.judgements));
  await saveRuleOutcomes(sql, { accountId: place.accountId, region: place.region ?? "" }, outcomes, now);
}

/** How one rule came out: what could not be judged is counted with its reasons, and is no pass. */
function outcomeOf(rule: string, judgements: readonly Judgement[]): RuleOutcomeRow {
  const results = judgements.filter((judgement) => judgement.rule === rule).map(({ result }) => result);
  const count = (kind: string) => results.filter((result) => result.kind === kind).length;
  const unknownReasons: Record<string, number> = {};
  for (const result of results) {
    if (result.kind === "unknown") unknownReasons[result.reason] = (unknownReasons[result.reason] ?? 0) + 1;
  }
  const deleted = count("deleted");
  return {
    rule,
    evaluated: results.length - deleted,
    firing: count("evidence"),
    passing: count("pass"),
    notApplicable: count("notApplicable"),
    unknown: count("unknown"),
    unknownReasons,
  };
}
