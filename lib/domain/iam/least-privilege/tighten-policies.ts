import { actionsMatching, actionsOfRuns } from "#lib/domain/iam/action-patterns.ts";
import { type ActionSet, addAll, difference, emptyActionSet, intersection } from "#lib/domain/iam/action-set.ts";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import type { JsonObject, ParsedPolicy } from "#lib/domain/iam/policy-document.ts";
import { certaintyOf } from "./certainty.ts";
import { narrowStatement } from "./narrow-statement.ts";
import { notJudged } from "./not-judged.ts";
import { policyLength, policyLimits } from "./policy-length.ts";
import { removedServices, stayingUses } from "./removed-rights.ts";
import { isUsed, serviceVerdicts } from "./service-verdicts.ts";
import type { RoleDocument, TightenedDocument, TightenInput, TighterPolicies } from "./tighter-policies.ts";
import { unseenUses } from "./unseen-uses.ts";

/**
 * The policies that a role would need for what it was seen to use: each of its own with those of its actions that were
 * used or whose use AWS does not tell, resources and conditions as they are, Deny untouched. They never grant what the
 * role's own do not. Pure: the same input at the same `now` gives the same.
 */
export function tightenPolicies(input: TightenInput, now: Date): TighterPolicies {
  const unseen = unseenUses(input.runtime);
  const verdicts = serviceVerdicts(input.services, unseen);
  const documents = input.documents.map((policy) =>
    tightened(policy, (statement) => narrowStatement(statement, verdicts)),
  );
  const before = grantedBy(documents.map((document) => document.before));
  const after = grantedBy(documents.map((document) => document.after));
  const held = input.rights === null ? before : intersection(before, input.rights.effective);
  const kept = intersection(held, after);
  const used = input.services.filter(isUsed);
  const byAction = used.filter(({ actions }) => actions !== null).length;
  return {
    documents,
    removed: removedServices(difference(held, after), kept, input.services),
    staying: stayingUses(kept, input.services, unseen),
    certainty: certaintyOf({ ...input, used: { services: used.length, byAction }, now }),
    notJudged: notJudged(input, kept),
    tooLong: policyLimits(documents),
  };
}

type Narrow = (statement: ParsedPolicy["statements"][number]) => JsonObject | null;

function tightened({ source, name, document }: RoleDocument, narrow: Narrow): TightenedDocument {
  const base = { source, name };
  if (document.kind === "error") {
    return { ...base, outcome: "unreadable", before: null, after: null, characters: 0, problem: document.message };
  }
  const { version: Version, statements } = document;
  const narrowed = statements.map((statement) => ({ statement, left: narrow(statement) }));
  const before = { Version, Statement: statements.map(({ written }) => inWrittenOrder(written)) };
  const left = narrowed.flatMap(({ left: kept }) => (kept === null ? [] : [inWrittenOrder(kept)]));
  const after = left.length === 0 ? null : { Version, Statement: left };
  const isSame = narrowed.every(({ statement, left: kept }) => kept === statement.written);
  const outcome = isSame ? "unchanged" : after === null ? "removed" : "narrowed";
  return { ...base, outcome, before, after, characters: after === null ? 0 : policyLength(after), problem: null };
}

const elementOrder = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/** A statement in the order in which people write it, whatever order a store kept it in. */
function inWrittenOrder(statement: JsonObject): JsonObject {
  const place = (name: string) => (elementOrder.includes(name) ? elementOrder.indexOf(name) : elementOrder.length);
  return Object.fromEntries(Object.entries(statement).sort(([one], [other]) => place(one) - place(other)));
}

/** The actions that the Allow statements of some documents name, whatever their resources and conditions. */
function grantedBy(documents: readonly (JsonObject | null)[]): ActionSet {
  const granted = emptyActionSet();
  for (const document of documents) {
    const parsed = document === null ? null : parsePolicyDocument(document);
    if (parsed === null || parsed.kind === "error") continue;
    for (const { effect, actions } of parsed.statements) {
      if (effect === "Allow") addAll(granted, actionsOfRuns(actionsMatching(actions)));
    }
  }
  return granted;
}
