import { RemediesCard } from "#components/start-remedies/remedies-card.tsx";
import { can, type Role } from "#lib/domain/permissions/roles.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { getStartRemedies } from "#lib/server/queries/cold-starts/get-start-remedies.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

interface StartRemediesSectionProps {
  readonly thing: FunctionThing;
  readonly from: Date;
  readonly to: Date;
  /** Of a preset the same figures as on the page of cold starts. */
  readonly preset: FleetScope["preset"];
  readonly now: Date;
  readonly role: Role;
}

/** What can be done about the starts of the function; nothing of one that is gone. */
export async function StartRemediesSection({ thing, from, to, preset, now, role }: StartRemediesSectionProps) {
  const scope = { accountIds: [thing.accountId], regions: [thing.region], teamId: null, from, to, preset };
  const withCost = can(role, "cost:read");
  return (
    <RemediesCard view={await getStartRemedies(scope, { functionId: thing.id, withCost, now })} canSeeCost={withCost} />
  );
}
