import type { AccessDecision, AccessReason } from "#lib/domain/iam/decide/access-decision.ts";
import { conditionWords } from "#lib/domain/iam/decide/explain-decision.ts";
import type { AccessAnswerView, AccessReasonView } from "#lib/domain/views/role-access.ts";
import type { FindStatement } from "./policy-views.ts";

/** Deciding statements that are shown; a question about `*` may have hundreds. */
const mostReasons = 12;

/** A decision as the page shows it; `limitsKnown`: whether the service control policies above the role were looked at. */
export function accessAnswer(decision: AccessDecision, find: FindStatement, limitsKnown: boolean): AccessAnswerView {
  const { answer, sentence, conditions, notes, because } = decision;
  const left = because.length - mostReasons;
  return {
    state: "decided",
    answer,
    sentence,
    conditions,
    notes: [
      ...notes,
      ...(left > 0 ? [`${left} more statements bear on it.`] : []),
      ...(limitsKnown || answer === "denied"
        ? []
        : ["Service control policies above the account are not known here and may deny it."]),
    ],
    because: because.slice(0, mostReasons).map((reason) => reasonView(reason, find)),
  };
}

function reasonView(
  { effect, layer, source, statement, conditions }: AccessReason,
  find: FindStatement,
): AccessReasonView {
  const own = layer !== "service control policy";
  return {
    effect,
    layer,
    link: own
      ? find(source, statement, layer === "boundary")
      : { anchor: null, label: `a statement of the service control policy ${source}` },
    statement,
    conditions: conditions.map((condition) => ({ words: conditionWords(condition), state: condition.state })),
  };
}
