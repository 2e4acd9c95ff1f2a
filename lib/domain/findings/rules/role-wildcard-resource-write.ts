import { sameJson } from "#lib/domain/fleet/same-json.ts";
import { mostActionsKept } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { Proof } from "#lib/domain/iam/proof.ts";
import { ordinaryWriteNames } from "#lib/domain/iam/verdicts/ordinary-writes.ts";
import { reachRule, type WeighedVerdict } from "./reach-rule.ts";

const serviceOf = (action: string) => action.slice(0, action.indexOf(":"));

/** Whether a statement gives writes of a service; a list of actions that may have been cut is taken to hold one. */
const writesTo = ({ actions }: Proof, service: string) =>
  actions.length >= mostActionsKept || actions.some((action) => serviceOf(action) === service);

/**
 * The services that a statement grants whole which gives their writes on all resources, too: `role-wildcard-service` shows
 * it. Where the whole service is only that of one bucket, it does not show who writes to all of them.
 */
function toldServices({ verdict, judgement, wholeServices }: WeighedVerdict): ReadonlySet<string> {
  const told = new Set<string>();
  for (const { source, statement, actions } of judgement.reach.wildcardActions.proofs) {
    const same = verdict.proofs.find((proof) => proof.source === source && sameJson(proof.statement, statement));
    if (same === undefined) continue;
    for (const service of actions.map(serviceOf)) {
      if (wholeServices.has(service) && writesTo(same, service)) told.add(service);
    }
  }
  return told;
}

/**
 * Whether other findings say all of it: each service that it is about is granted whole by a statement on all of its
 * resources (`role-wildcard-service`), or each action is of such a service, lets others in (`role-resource-exposure`) or
 * takes credentials (`role-credentials-exposure`). The second is only asked where the judgement lists every action; a list
 * that was cut may leave out one that nobody else tells.
 */
function isToldElsewhere(weighed: WeighedVerdict): boolean {
  const { verdict, weight, judgement } = weighed;
  const { services = [] } = weight;
  const whole = toldServices(weighed);
  if (services.length > 0 && services.every((service) => whole.has(service))) return true;
  if (verdict.total > verdict.actions.length) return false;
  const { resourceExposure, credentialsExposure } = judgement.reach;
  const told = [resourceExposure, credentialsExposure].flatMap((other) => (other.weight === null ? [] : other.actions));
  const nothingNew = new Set([...told, ...ordinaryWriteNames]);
  return verdict.actions.every((action) => nothingNew.has(action) || whole.has(serviceOf(action)));
}

export const roleWildcardResourceWrite = reachRule({
  id: "role-wildcard-resource-write",
  title: "The role may change resources of any name",
  remedy: "Name the resources that its functions change, by ARN.",
  question: "wildcardResourceWrite",
  harmless: ordinaryWriteNames,
  isToldElsewhere,
});
