import type { RolePlan } from "#simulator/fleet/roles/assignment.ts";
import { breakGlass, roleArnIn } from "#simulator/fleet/roles/role-home.ts";
import type { AccountView, NearlyAdmin } from "#simulator/fleet/roles/role-template.ts";
import type { FleetAccount } from "#simulator/fleet/types.ts";
import { compareText } from "./truth-types.ts";

/** What the roles of an account can gain from each other, by the hand-written facts of their templates. */
export function accountView(account: FleetAccount, used: readonly RolePlan[]): AccountView {
  const strongest = [...used].sort((a, b) => b.template.strength - a.template.strength || compareText(a.arn, b.arn));
  const stronger = (kind: NearlyAdmin) =>
    strongest.filter(({ template }) => template.exceeds.includes(kind)).map(({ arn }) => arn);
  const known = new Map<NearlyAdmin, readonly string[]>();
  const administrators = [roleArnIn(account.id, breakGlass)];
  // The first account's own organisation role trusts the first account: every principal there may become it.
  if (account.management) administrators.push(roleArnIn(account.id, "OrganizationAccountAccessRole"));
  return {
    accountId: account.id,
    isLimited: !account.management,
    breakGlass: administrators.sort(compareText),
    strongerThan: (kind) => {
      const arns = known.get(kind) ?? stronger(kind);
      known.set(kind, arns);
      return arns;
    },
  };
}
