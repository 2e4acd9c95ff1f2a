import { chance, keyOf, pick } from "#simulator/fleet/random.ts";
import { hostileTexts, people } from "#simulator/fleet/shape/words.ts";
import type { FunctionPlan } from "./plan.ts";

const hostileBySetting: Readonly<Record<string, readonly string[]>> = {
  "hostile-markup": [hostileTexts[0] ?? "", hostileTexts[10] ?? ""],
  "hostile-formula": [hostileTexts[1] ?? "", hostileTexts[4] ?? ""],
  "hostile-right-to-left": [hostileTexts[5] ?? "", hostileTexts[3] ?? ""],
  "hostile-emoji": [hostileTexts[6] ?? "", hostileTexts[2] ?? ""],
  "hostile-long": [hostileTexts[7] ?? "", hostileTexts[7] ?? ""],
};

export function descriptionOf(plan: FunctionPlan): string {
  const hostile = hostileBySetting[plan.setting];
  if (hostile !== undefined) return hostile[0] ?? "";
  if (chance(plan.key, "odd description", 0.01)) return pick(plan.key, "description", hostileTexts);
  return chance(plan.key, "described", 0.6) ? `${plan.parts.verb} ${plan.parts.noun} for ${plan.parts.team}` : "";
}

/** Empty for an untagged function. */
export function tagsOf(plan: FunctionPlan): Readonly<Record<string, string>> {
  if (plan.setting === "untagged" || chance(plan.key, "no tags", 0.07)) return {};
  const tags: Record<string, string> = {
    team: plan.parts.team,
    service: `${plan.parts.team}-${plan.parts.noun}`,
    env: plan.env,
  };
  if (chance(plan.key, "cost centre", 0.4))
    tags["cost-center"] = String(4000 + (keyOf(plan.key, "cost centre number") % 60));
  const hostile = hostileBySetting[plan.setting];
  if (hostile !== undefined) tags.note = hostile[1] ?? "";
  return tags;
}

/** Who is in CloudTrail for a change. */
export function authorOf(plan: FunctionPlan, label: string): string {
  return chance(plan.key, `by pipeline ${label}`, 0.6) ? "deploy-pipeline" : pick(plan.key, `author ${label}`, people);
}
