import type { NeedSignRow, RoleActionsRow } from "#lib/db/sql/network/need-signs.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import type { VpcNeed } from "#lib/domain/network/vpc-need.ts";
import type { FunctionNeed, NeedsView } from "#lib/domain/views/network.ts";
import { needJudge } from "./need-of.ts";
import { placeKey } from "./read-network.ts";

/** Functions that are listed with their verdicts. */
const mostShown = 200;

const order: readonly VpcNeed[] = ["nothingFound", "unknown", "probably", "needs"];

/** Whether functions need their VPC: counted, and listed with those first of which nothing was found. */
export function needsOf(
  signs: readonly NeedSignRow[],
  networks: ReadonlyMap<string, ObservedNetwork>,
  roleActions: readonly RoleActionsRow[],
): NeedsView {
  const byRole = new Map(roleActions.map((row) => [row.roleArn, row]));
  const judges = new Map([...networks].map(([place, network]) => [place, needJudge(network, byRole)]));
  const unread = needJudge(undefined, byRole);
  const functions = signs.map((row): FunctionNeed => {
    const { arn, accountId, region, vpcId } = row;
    const judge = judges.get(placeKey(accountId, region)) ?? unread;
    return { arn, accountId, region, vpcId, name: arn.split(":").at(-1) ?? arn, verdict: judge(row) };
  });
  const counted = (need: VpcNeed) => functions.filter(({ verdict }) => verdict.need === need).length;
  return {
    counts: {
      needs: counted("needs"),
      probably: counted("probably"),
      nothingFound: counted("nothingFound"),
      unknown: counted("unknown"),
    },
    functions: functions
      .toSorted((a, b) => order.indexOf(a.verdict.need) - order.indexOf(b.verdict.need) || a.name.localeCompare(b.name))
      .slice(0, mostShown),
  };
}
