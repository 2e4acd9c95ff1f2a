import { isAlwaysMet } from "#lib/domain/iam/always-met-condition.ts";
import type { Condition, PolicyStatement, PolicyVersion } from "#lib/domain/iam/policy-document.ts";
import type { ResourceScope } from "#lib/domain/iam/resource-scope.ts";
import { someResourceFits } from "#lib/domain/iam/some-resource-fits.ts";
import type { AccessLayer, DecidableRole, DecidedCondition, SourcedDocument } from "./access-decision.ts";
import { type AccessTarget, coversTargetAction, coversTargetResource, targetScope } from "./access-target.ts";
import { evaluateCondition } from "./evaluate-condition.ts";
import { all, any, type Truth } from "./truth.ts";

/** How one statement stands to the request. */
export interface StatementOutcome {
  readonly layer: AccessLayer;
  readonly source: string;
  readonly statement: PolicyStatement;
  readonly scope: ResourceScope;
  readonly action: Truth;
  readonly resource: Truth;
  readonly conditions: readonly DecidedCondition[];
  /** The patterns on which an action or resource depends that is not known to be covered; empty where it is. */
  readonly openActions: readonly string[];
  readonly openResources: readonly string[];
  /** Action and conditions together, whatever the resource. */
  readonly holds: Truth;
  /** Action, resource and conditions together. */
  readonly applies: Truth;
}

/** Documents of which at least one must allow the request. */
export interface JudgedLayer {
  readonly layer: AccessLayer;
  /** Level of a service control policy, from 1 (root); 1 for the other layers. */
  readonly level: number;
  readonly sources: readonly string[];
  readonly allows: readonly StatementOutcome[];
  readonly denies: readonly StatementOutcome[];
  /** Whether the layer allows the request, its own Deny statements aside. */
  readonly allowed: Truth;
}

const states = { yes: "met", no: "unmet", unknown: "unknown" } as const;

/** As in a role's rights, an Allow is not limited by what practically every call meets, unless the asker says otherwise. */
function conditionTruth(condition: Condition, effect: string, version: PolicyVersion, target: AccessTarget): Truth {
  const truth = evaluateCondition(condition, version, target.context);
  return truth === "unknown" && effect === "Allow" && isAlwaysMet(condition) ? "yes" : truth;
}

function judgeStatement(
  statement: PolicyStatement,
  { source, document: { version } }: SourcedDocument,
  layer: AccessLayer,
  target: AccessTarget,
): readonly StatementOutcome[] {
  const action = coversTargetAction(statement.actions, target);
  // Most statements end here, before their resources and conditions are looked at.
  if (action === "no" || statement.resources === null) return [];
  const scope = targetScope(statement.resources, version, target);
  const resource = coversTargetResource(scope, target);
  if (resource === "no") return [];
  const truths = statement.conditions.map((condition) => conditionTruth(condition, statement.effect, version, target));
  const conditions = statement.conditions.map((condition, at) => ({
    ...condition,
    state: states[truths[at] ?? "unknown"],
  }));
  const holds = all([action, ...truths]);
  const concerns = (pattern: string) => {
    const alone = targetScope({ mode: "only", patterns: [pattern] }, version, target);
    return coversTargetResource(alone, target) !== "no";
  };
  const { actions, resources } = statement;
  const openActions =
    action === "unknown"
      ? actions.patterns.filter((pattern) => coversTargetAction({ mode: "only", patterns: [pattern] }, target) !== "no")
      : [];
  const openResources = resource === "unknown" ? resources.patterns.filter(concerns) : [];
  const open = { openActions, openResources };
  const applies = all([holds, resource]);
  return [{ layer, source, statement, scope, action, resource, conditions, ...open, holds, applies }];
}

/** Whether some of the statements apply; where the request names many resources, several may cover them together. */
export function coveredBy(outcomes: readonly StatementOutcome[], target: AccessTarget): Truth {
  const truth = any(outcomes.map(({ applies }) => applies));
  if (truth !== "unknown" || target.scope === null) return truth;
  const certain = outcomes.filter(({ holds }) => holds === "yes").map(({ scope }) => scope);
  return someResourceFits([target.scope], certain) ? "unknown" : "yes";
}

function judgeLayer(
  layer: AccessLayer,
  level: number,
  documents: readonly SourcedDocument[],
  target: AccessTarget,
): JudgedLayer {
  const outcomes = documents.flatMap((sourced) =>
    sourced.document.statements.flatMap((statement) => judgeStatement(statement, sourced, layer, target)),
  );
  const allows = outcomes.filter(({ statement }) => statement.effect === "Allow");
  return {
    layer,
    level,
    sources: documents.map(({ source }) => source),
    allows,
    denies: outcomes.filter(({ statement }) => statement.effect === "Deny"),
    allowed: coveredBy(allows, target),
  };
}

/** Holds a request against each layer of a role: its policies, its boundary, each level of service control policies. */
export function judgeLayers(role: DecidableRole, target: AccessTarget): readonly JudgedLayer[] {
  return [
    judgeLayer("policy", 1, role.policies, target),
    ...(role.boundary === null ? [] : [judgeLayer("boundary", 1, [role.boundary], target)]),
    ...role.limits.map((level, at) => judgeLayer("service control policy", at + 1, level, target)),
  ];
}
