import { ordinaryWriteNames } from "#lib/domain/iam/verdicts/ordinary-writes.ts";
import { reachRule, type WeighedVerdict } from "./reach-rule.ts";

const serviceOf = (action: string) => action.slice(0, action.indexOf(":"));

/**
 * Whether other findings say all of it: each service that it is about is granted whole (`role-wildcard-service`), or each
 * action is of such a service, lets others in (`role-resource-exposure`) or takes credentials (`role-credentials-exposure`).
 * The second is only asked where the judgement lists every action; a list that was cut may leave out one that nobody else
 * tells.
 */
function isToldElsewhere({ verdict, weight, judgement, wholeServices }: WeighedVerdict): boolean {
  const { services = [] } = weight;
  if (services.length > 0 && services.every((service) => wholeServices.has(service))) return true;
  if (verdict.total > verdict.actions.length) return false;
  const { resourceExposure, credentialsExposure } = judgement.reach;
  const told = [resourceExposure, credentialsExposure].flatMap((other) => (other.weight === null ? [] : other.actions));
  const nothingNew = new Set([...told, ...ordinaryWriteNames]);
  return verdict.actions.every((action) => nothingNew.has(action) || wholeServices.has(serviceOf(action)));
}

export const roleWildcardResourceWrite = reachRule({
  id: "role-wildcard-resource-write",
  title: "The role may change resources of any name",
  remedy: "Name the resources that its functions change, by ARN.",
  question: "wildcardResourceWrite",
  harmless: ordinaryWriteNames,
  isToldElsewhere,
});
