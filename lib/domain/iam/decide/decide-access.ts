import type { ResourceScope } from "#lib/domain/iam/resource-scope.ts";
import { someResourceFits } from "#lib/domain/iam/some-resource-fits.ts";
import type { AccessDecision, AccessReason, AccessRequest, DecidableRole } from "./access-decision.ts";
import { type AccessTarget, accessTarget } from "./access-target.ts";
import { conditionsOf, sentenceOf } from "./explain-decision.ts";
import { coveredBy, type JudgedLayer, judgeLayers, type StatementOutcome } from "./judge-layer.ts";
import { notesOf, otherPartition } from "./request-notes.ts";
import { all, not, type Truth } from "./truth.ts";

const answers = { yes: "allowed", no: "denied", unknown: "conditional" } as const;

/**
 * Whether of the many resources that a request names one is left that every layer may allow. Statements that share no
 * resource allow nothing together, though each allows some.
 */
function someIsLeft(layers: readonly JudgedLayer[], target: AccessTarget, denied: readonly ResourceScope[]): boolean {
  const isLeft = (inside: readonly ResourceScope[], [layer, ...rest]: readonly JudgedLayer[]): boolean => {
    if (layer === undefined) return someResourceFits(inside, denied);
    return layer.allows.some(({ applies, scope }) => {
      const within = [...inside, scope];
      return applies !== "no" && someResourceFits(within, denied) && isLeft(within, rest);
    });
  };
  return target.scope === null || isLeft([target.scope], layers);
}

interface Judgement {
  readonly truth: Truth;
  readonly explicitDeny: boolean;
}

function judge(layers: readonly JudgedLayer[], target: AccessTarget): Judgement {
  const denies = layers.flatMap((layer) => layer.denies);
  const denied = coveredBy(denies, target);
  if (denied === "yes") return { truth: "no", explicitDeny: true };
  const truth = all([...layers.map(({ allowed }) => allowed), not(denied)]);
  if (truth !== "unknown") return { truth, explicitDeny: false };
  const taken = denies.filter(({ holds }) => holds === "yes").map(({ scope }) => scope);
  if (someIsLeft(layers, target, taken)) return { truth, explicitDeny: false };
  return { truth: "no", explicitDeny: someIsLeft(layers, target, []) };
}

const asReason = ({ statement, layer, source, conditions }: StatementOutcome): AccessReason => ({
  effect: statement.effect,
  layer,
  source,
  statement: statement.written,
  conditions,
});

/** The statements that bear on the answer: those that give it, or, where nothing allows, those that nearly do. */
function reasonsOf(layers: readonly JudgedLayer[], { truth, explicitDeny }: Judgement): readonly AccessReason[] {
  const denies = layers.flatMap((layer) => layer.denies);
  if (explicitDeny) return denies.filter(({ holds }) => holds === "yes").map(asReason);
  const allows = layers.flatMap((layer) =>
    layer.allowed === "no" ? layer.allows : layer.allows.filter(({ applies }) => applies !== "no"),
  );
  const doubtful = truth === "unknown" ? denies.filter(({ applies }) => applies !== "no") : [];
  return [...doubtful, ...allows].map(asReason);
}

/**
 * Whether a role may make a request, by its policies, its boundary and the service control policies above it: allowed,
 * denied, or allowed only if what `conditions` names holds. What is not known of the request (condition keys, policy
 * variables) is neither assumed nor excluded; `requestContext` says what is known of every call of a role.
 *
 * The answer is about the role's own side: policies of the resource, of a VPC endpoint or of the session may deny or,
 * in the same account, allow besides.
 */
export function decideAccess(role: DecidableRole, request: AccessRequest): AccessDecision {
  const target = accessTarget(role.roleArn, request);
  const foreign = otherPartition(role.roleArn, target);
  const layers = foreign === null ? judgeLayers(role, target) : [];
  const judgement: Judgement = foreign === null ? judge(layers, target) : { truth: "no", explicitDeny: false };
  const answer = answers[judgement.truth];
  const conditions = answer === "conditional" ? conditionsOf(layers) : [];
  return {
    answer,
    explicitDeny: judgement.explicitDeny,
    because: reasonsOf(layers, judgement),
    conditions,
    notes: notesOf(role.roleArn, target),
    sentence: foreign ?? sentenceOf(answer, judgement.explicitDeny, layers, conditions, target),
  };
}
