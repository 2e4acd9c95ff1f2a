import { FunctionFailures } from "#components/failures/function-failures.tsx";
import { ChartsTab } from "#components/functions/charts-tab.tsx";
import { ConfigurationTab } from "#components/functions/configuration-tab.tsx";
import { CostTab } from "#components/functions/cost-tab.tsx";
import { FindingsTab } from "#components/functions/findings-tab.tsx";
import type { FunctionTabId } from "#components/functions/function-tabs.ts";
import { HistoryTab } from "#components/functions/history-tab.tsx";
import { NetworkTab } from "#components/functions/network-tab.tsx";
import { PermissionsTab } from "#components/functions/permissions-tab.tsx";
import { StartsTab } from "#components/functions/starts-tab.tsx";
import { TriggersTab } from "#components/functions/triggers-tab.tsx";
import { VersionComparison } from "#components/functions/version-comparison.tsx";
import { can, type Role } from "#lib/domain/permissions/roles.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { getFunctionFailures } from "#lib/server/queries/failures/get-function-failures.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { getFunctionAccess } from "#lib/server/queries/functions/get-function-access.ts";
import { getFunctionCost } from "#lib/server/queries/functions/get-function-cost.ts";
import { getFunctionFindings } from "#lib/server/queries/functions/get-function-findings.ts";
import { getFunctionHistory } from "#lib/server/queries/functions/get-function-history.ts";
import { getFunctionNetwork } from "#lib/server/queries/functions/get-function-network.ts";
import { getFunctionRole } from "#lib/server/queries/functions/get-function-role.ts";
import { getFunctionSeries } from "#lib/server/queries/functions/get-function-series.ts";
import { getFunctionStarts } from "#lib/server/queries/functions/get-function-starts.ts";
import { getVersionComparison } from "#lib/server/queries/functions/get-version-comparison.ts";
import { listMovesOfFunction } from "#lib/server/queries/network/list-moves.ts";
import { StartRemediesSection } from "./start-remedies-section.tsx";

interface FunctionTabProps {
  readonly tab: FunctionTabId;
  readonly thing: FunctionThing;
  readonly from: Date;
  readonly to: Date;
  /** The range of the address where it is a preset: what the read model keeps ready-made. */
  readonly preset: FleetScope["preset"];
  readonly now: Date;
  /** With the period of the same length before. */
  readonly compare: boolean;
  readonly role: Role;
}

/** Reads what the open tab shows, and nothing of the others. */
export async function FunctionTab({ tab, thing, from, to, preset, now, compare, role }: FunctionTabProps) {
  switch (tab) {
    case "overview":
      return (
        <ChartsTab
          thing={thing}
          series={await getFunctionSeries({ thing, from, to, now, compare, withChanges: can(role, "changes:read") })}
        />
      );
    case "starts":
      return (
        <>
          <StartsTab
            thing={thing}
            starts={await getFunctionStarts(thing, from, to)}
            remedies={<StartRemediesSection {...{ thing, from, to, preset, now, role }} />}
            failures={<FailuresSection {...{ thing, from, to, role }} />}
          />
          <VersionComparison thing={thing} comparisons={await getVersionComparison(thing, from, to)} />
        </>
      );
    case "configuration":
      return <ConfigurationTab thing={thing} />;
    case "history":
      return (
        <HistoryTab
          changes={await getFunctionHistory(thing)}
          firstSeen={thing.firstSeen}
          moves={await listMovesOfFunction(thing.accountId, thing.arn, now)}
        />
      );
    case "triggers":
      return <TriggersTab thing={thing} />;
    case "permissions":
      return (
        <PermissionsTab
          thing={thing}
          role={await getFunctionRole(thing)}
          access={await getFunctionAccess(thing, can(role, "findings:read"))}
          canSeeRoles={can(role, "roles:read")}
        />
      );
    case "network":
      return <NetworkTab thing={thing} network={await getFunctionNetwork(thing)} />;
    case "cost":
      return <CostTab cost={await getFunctionCost(thing, from, to, now)} />;
    case "findings":
      return (
        <FindingsTab
          thing={thing}
          findings={await getFunctionFindings(thing, can(role, "roles:read"))}
          withRole={can(role, "roles:read")}
        />
      );
  }
}

async function FailuresSection({ thing, from, to, role }: Pick<FunctionTabProps, "thing" | "from" | "to" | "role">) {
  const failures = await getFunctionFailures(thing, from, to);
  const canAsk = can(role, "sync:run") && thing.deletedAt === null;
  return <FunctionFailures failures={failures} checkedAt={thing.detailObservedAt} canAsk={canAsk} />;
}
