import { type ActionSet, hasSomeOf } from "#lib/domain/iam/action-set.ts";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { isUsed } from "./service-verdicts.ts";
import type { TightenInput } from "./tighter-policies.ts";

/** What the tighter policies leave open, one sentence each. `kept` is what they leave of what the role holds. */
export function notJudged({ services, rights }: TightenInput, kept: ActionSet): string[] {
  const reported = new Set(services.map(({ namespace }) => namespace));
  const held = actionUniverse().services.filter(({ start, end }) => hasSomeOf(kept, start, end));
  const untold = held.filter(({ prefix }) => !reported.has(prefix)).map(({ prefix }) => prefix);
  const byService = services.filter((service) => isUsed(service) && service.actions === null);
  return [
    "Resources and conditions stay as they are: AWS does not tell on which resources an action was used.",
    ...(byService.length === 0
      ? []
      : [
          `Of ${counted(byService.length, "service")} that the role uses AWS tracks no single actions, so all that it holds of ${byService.length === 1 ? "it" : "them"} stays: ${listed(byService.map(({ namespace }) => namespace))}.`,
        ]),
    "Actions that AWS does not track stay wherever their service was used. It tracks few that read or write data.",
    ...(untold.length === 0
      ? []
      : [
          `AWS's report does not name ${counted(untold.length, "service")} that the policies grant, so ${untold.length === 1 ? "it stays" : "they stay"}: ${listed(untold)}.`,
        ]),
    ...(rights === null ? ["What boundary, service control policies or Deny take away is not known here."] : []),
  ];
}

const mostListed = 8;

function listed(names: readonly string[]): string {
  const more = names.length - mostListed;
  return more > 0 ? `${names.slice(0, mostListed).join(", ")} and ${more} more` : names.join(", ");
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
