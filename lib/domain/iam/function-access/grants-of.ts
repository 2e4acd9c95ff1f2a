import type { Condition, ParsedPolicy, PolicyStatement, Principal } from "#lib/domain/iam/policy-document.ts";
import { coversAction, statementPrincipals } from "#lib/domain/iam/resource-policy.ts";
import { testsOn } from "#lib/domain/iam/trust-verdicts.ts";
import { type JudgedCaller, judgeCallers } from "./callers.ts";
import { changingActions } from "./changing-actions.ts";
import { coversResource, denialOf, leftByDenials, policyOn } from "./denied-callers.ts";
import { type AccessSurroundings, compareVerdicts, type FunctionGrant, type FunctionRight } from "./function-grant.ts";
import { realTests, testWords } from "./grant-limits.ts";

const actionsOf: Readonly<Record<FunctionRight, readonly string[]>> = {
  invoke: ["lambda:InvokeFunction"],
  invokeUrl: ["lambda:InvokeFunctionUrl"],
  change: changingActions,
  read: ["lambda:GetFunction"],
};
const rights: readonly FunctionRight[] = ["invoke", "invokeUrl", "change", "read"];

/** What one action of a grant comes to. */
interface ActionOutcome {
  readonly action: string;
  readonly tests: readonly Condition[];
  readonly callers: readonly JudgedCaller[];
}

function outcomeOf(
  action: string,
  statement: PolicyStatement,
  principal: Principal,
  policy: ParsedPolicy,
  around: AccessSurroundings,
): ActionOutcome {
  const tests = realTests(testsOn(statement, policy, action));
  const callers = judgeCallers(principal, tests, leftByDenials(policy, action), around);
  const denial = denialOf(principal, policy, action);
  if (denial === null) return { action, tests, callers };
  const by = denial.sid === null ? "A Deny of the same policy" : `The Deny “${denial.sid}” of the same policy`;
  return {
    action,
    tests,
    callers: callers.map(({ caller }) => ({ caller, verdict: "none", because: `${by} takes it away.` })),
  };
}

const worth = ({ callers }: ActionOutcome) =>
  callers
    .map(({ verdict }) => verdict)
    .sort(compareVerdicts)
    .at(-1) ?? "none";

/**
 * What the statements of one policy give, statement by statement as they stand: one grant for each principal and right,
 * those that a Deny or a condition takes away among them (`none`). Where the actions of a right fare differently, the
 * one that gives most speaks for it.
 */
export function grantsOf(
  policy: ParsedPolicy,
  qualifier: string | null,
  around: AccessSurroundings,
): readonly FunctionGrant[] {
  const target = qualifier === null ? around.functionArn : `${around.functionArn}:${qualifier}`;
  const bearing = policyOn(policy, target);
  return bearing.statements
    .filter((statement) => statement.effect === "Allow" && coversResource(statement, target))
    .flatMap((statement) =>
      rights.flatMap((right) => {
        const covered = actionsOf[right].filter((action) => coversAction(statement, action));
        return covered.length === 0
          ? []
          : statementPrincipals(statement).flatMap((principal) =>
              grantsToPrincipal({ statement, right, covered, principal, policy: bearing, qualifier, around }),
            );
      }),
    );
}

interface Granting {
  readonly statement: PolicyStatement;
  readonly right: FunctionRight;
  readonly covered: readonly string[];
  readonly principal: Principal;
  readonly policy: ParsedPolicy;
  readonly qualifier: string | null;
  readonly around: AccessSurroundings;
}

function grantsToPrincipal(granting: Granting): readonly FunctionGrant[] {
  const { statement, right, covered, principal, policy, qualifier, around } = granting;
  const outcomes = covered.map((action) => outcomeOf(action, statement, principal, policy, around));
  const best = outcomes.toSorted((a, b) => compareVerdicts(worth(b), worth(a)))[0];
  if (best === undefined) return [];
  const given = outcomes.filter((outcome) => worth(outcome) !== "none").map(({ action }) => action);
  return best.callers.map(({ caller, verdict, because }) => ({
    qualifier,
    right,
    actions: given.length > 0 ? given : covered,
    principal: principal.text,
    caller,
    verdict,
    conditions: [...new Set(best.tests.map(testWords))],
    because,
    sid: statement.sid,
    statement: statement.written,
  }));
}
