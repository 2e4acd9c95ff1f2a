import type { SubnetDayRow, VpcFunctionRow } from "#lib/db/sql/network/vpc-functions.ts";
import type { ObservedNetwork, ObservedSubnet } from "#lib/domain/fleet/observed-network.ts";
import { plannedCombinations } from "#lib/domain/network/combinations.ts";
import { interfaceCountsOf, interfaceKinds } from "#lib/domain/network/interface-kind.ts";
import { ipRunway } from "#lib/domain/network/ip-runway.ts";
import type { SubnetView } from "#lib/domain/views/network.ts";
import { placeKey } from "./read-network.ts";

/** Names of functions that stand in one subnet, as many as a cell bears. */
const namesShown = 3;

/** What subnets are listed from. */
export interface SubnetFacts {
  /** All functions in VPCs of the accounts and Regions: their combinations take addresses whoever owns them. */
  readonly functions: readonly VpcFunctionRow[];
  /** Whether a function is in the chosen scope: only subnets with one are listed. */
  readonly isChosen: (fn: VpcFunctionRow) => boolean;
  readonly networks: ReadonlyMap<string, ObservedNetwork>;
  readonly days: readonly SubnetDayRow[];
  /** The UTC days of the trend, oldest first, as YYYY-MM-DD. */
  readonly trendDays: readonly string[];
}

/** Subnets that functions stand in, those that run out first at the top. */
export function subnetsOf(facts: SubnetFacts): SubnetView[] {
  const seen = Map.groupBy(
    facts.days,
    ({ accountId, region, subnetId }) => `${placeKey(accountId, region)} ${subnetId}`,
  );
  const byPlace = Map.groupBy(facts.functions, ({ accountId, region }) => placeKey(accountId, region));
  const views = [...facts.networks].flatMap(([place, network]) => {
    const functions = byPlace.get(place) ?? [];
    const combinations = plannedCombinations(functions);
    const users = usersBySubnet(functions.filter(facts.isChosen));
    return network.subnets.flatMap((subnet) => {
      const names = users.get(subnet.subnetId);
      if (names === undefined) return [];
      const days = seen.get(`${place} ${subnet.subnetId}`) ?? [];
      return [
        {
          ...subnetView({ place, subnet, network, combinations, days }),
          ...usersOf(names),
          series: seriesOf(days, facts),
        },
      ];
    });
  });
  return views.toSorted(
    (a, b) =>
      Number(b.tight) - Number(a.tight) ||
      (a.daysToZero ?? Infinity) - (b.daysToZero ?? Infinity) ||
      (a.afterPlanned ?? a.available ?? Infinity) - (b.afterPlanned ?? b.available ?? Infinity),
  );
}

function usersBySubnet(functions: readonly VpcFunctionRow[]): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const { name, subnetIds } of functions) {
    for (const id of subnetIds) {
      const names = users.get(id) ?? [];
      names.push(name);
      users.set(id, names);
    }
  }
  return users;
}

function usersOf(names: readonly string[]): Pick<SubnetView, "functions" | "functionNames"> {
  return { functions: names.length, functionNames: names.slice(0, namesShown) };
}

/** The lowest number of free addresses of each day; null for a day that was not read. */
function seriesOf(days: readonly SubnetDayRow[], { trendDays }: SubnetFacts): SubnetView["series"] {
  const byDay = new Map(days.map(({ at, available }) => [at.toISOString().slice(0, 10), available]));
  return trendDays.map((day) => byDay.get(day) ?? null);
}

interface OneSubnet {
  readonly place: string;
  readonly subnet: ObservedSubnet;
  readonly network: ObservedNetwork;
  readonly combinations: ReadonlyMap<string, number>;
  readonly days: readonly SubnetDayRow[];
}

function subnetView({ place, subnet, network, combinations, days }: OneSubnet) {
  const [accountId = "", region = ""] = place.split(":");
  const { subnetId } = subnet;
  const used = combinations.get(subnetId) ?? 0;
  const made = network.interfacesBySubnet === undefined ? null : (network.lambdaInterfacesBySubnet[subnetId] ?? 0);
  const planned = made === null ? null : Math.max(0, used - made);
  const runway = ipRunway(days, planned ?? 0);
  const available = runway?.available ?? subnet.availableIpAddressCount;
  const left = runway?.afterPlanned ?? (available === null ? null : Math.max(0, available - (planned ?? 0)));
  return {
    ...{ subnetId, accountId, region, available, planned, combinations: used },
    // How many are planned is not known while interfaces were not counted: what is free is then no answer to this.
    afterPlanned: planned === null ? null : left,
    name: subnet.name,
    vpcId: subnet.vpcId,
    availabilityZone: subnet.availabilityZone,
    interfaces: made ?? network.lambdaInterfacesBySubnet[subnetId] ?? null,
    neighbours: neighboursIn(subnetId, network),
    perDay: runway?.perDay ?? null,
    daysToZero: runway?.daysToZero ?? null,
    tight: runway?.tight ?? (left ?? Infinity) < 8,
    daysKnown: days.length,
  };
}

function neighboursIn(subnetId: string, { interfacesBySubnet }: ObservedNetwork): SubnetView["neighbours"] {
  if (interfacesBySubnet === undefined) return null;
  const counts = interfaceCountsOf(interfacesBySubnet[subnetId] ?? {});
  return interfaceKinds.flatMap((kind) => {
    const count = kind === "lambda" ? 0 : (counts[kind] ?? 0);
    return count === 0 ? [] : [{ kind, count }];
  });
}
