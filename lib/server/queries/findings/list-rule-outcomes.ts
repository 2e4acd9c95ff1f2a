import { sharedDatabase } from "#lib/db/shared-database.ts";
import { sumRuleOutcomes, sumUnknownReasons } from "#lib/db/sql/findings/rule-outcomes.ts";
import { describeRule, functionRules, roleRules } from "#lib/domain/findings/rules.ts";
import type { RuleOutcomeView } from "#lib/domain/views/findings.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";

const none = { evaluated: 0, firing: 0, passing: 0, notApplicable: 0, unknown: 0, places: 0, evaluatedAt: null };

/** How every rule came out over the accounts and Regions in scope; one that never ran says so. */
export async function listRuleOutcomes(scope: Pick<FleetFilter, "accountIds" | "regions">): Promise<RuleOutcomeView[]> {
  const { pool } = sharedDatabase();
  const [sums, reasons] = await Promise.all([sumRuleOutcomes(pool, scope), sumUnknownReasons(pool, scope)]);
  return [...roleRules, ...functionRules].map(({ id, title, severity }) => {
    const sum = sums.find(({ rule }) => rule === id) ?? none;
    return {
      rule: id,
      title: describeRule(id)?.title ?? title,
      severity,
      evaluated: sum.evaluated,
      firing: sum.firing,
      passing: sum.passing,
      notApplicable: sum.notApplicable,
      unknown: sum.unknown,
      reasons: reasons.filter(({ rule }) => rule === id).map(({ reason, count }) => ({ reason, count })),
      evaluatedAt: sum.evaluatedAt?.toISOString() ?? null,
      places: sum.places,
    };
  });
}
