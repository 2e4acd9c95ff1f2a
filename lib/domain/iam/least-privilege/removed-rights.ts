import type { ServiceUse } from "#lib/domain/fleet/observed-role-usage.ts";
import { actionsMatching, actionsOfRuns } from "#lib/domain/iam/action-patterns.ts";
import { type ActionSet, addAll, emptyActionSet, hasAction } from "#lib/domain/iam/action-set.ts";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { isUsed } from "./service-verdicts.ts";
import type { RemovedService, StayingUse } from "./tighter-policies.ts";
import type { UnseenUse } from "./unseen-uses.ts";

const mostExamples = 10;

/** What is taken away, by service, most actions first. `kept` is what is left of what the role holds. */
export function removedServices(
  removed: ActionSet,
  kept: ActionSet,
  services: readonly ServiceUse[],
): RemovedService[] {
  const uses = new Map(services.map((service) => [service.namespace, service]));
  const { services: all, names } = actionUniverse();
  return all
    .flatMap(({ prefix, start, end }): RemovedService[] => {
      const indices = Array.from({ length: end - start }, (_, offset) => start + offset);
      const gone = indices.filter((index) => hasAction(removed, index));
      if (gone.length === 0) return [];
      const use = uses.get(prefix);
      return [
        {
          namespace: prefix,
          name: use?.name ?? prefix,
          actions: gone.length,
          examples: gone.slice(0, mostExamples).map((index) => `${prefix}:${names[index]}`),
          whole: !indices.some((index) => hasAction(kept, index)),
          ground: use === undefined || isUsed(use) ? "action" : "service",
        },
      ];
    })
    .sort((one, other) => other.actions - one.actions);
}

/** What stays of services that were told as never used, by the reason why it does. */
export function stayingUses(
  kept: ActionSet,
  services: readonly ServiceUse[],
  unseen: readonly UnseenUse[],
): StayingUse[] {
  const { names, serviceByPrefix } = actionUniverse();
  const unused = services
    .filter((service) => !isUsed(service))
    .flatMap(({ namespace }) => serviceByPrefix.get(namespace) ?? []);
  const staying = emptyActionSet();
  return unseen.flatMap(({ why, patterns }) => {
    const meant = actionsOfRuns(actionsMatching({ mode: "only", patterns }));
    const actions = unused.flatMap(({ prefix, start, end }) => {
      const found: string[] = [];
      for (let index = start; index < end; index += 1) {
        if (hasAction(meant, index) && hasAction(kept, index) && !hasAction(staying, index))
          found.push(`${prefix}:${names[index]}`);
      }
      return found;
    });
    addAll(staying, meant);
    return actions.length === 0 ? [] : [{ why, actions }];
  });
}
