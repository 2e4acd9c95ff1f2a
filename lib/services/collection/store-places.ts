import { saveNatGatewayDays, saveNatTrafficReading } from "#lib/db/sql/nat-gateway-days.ts";
import type { Place } from "#lib/db/sql/place.ts";
import { saveLogGroups, saveMappings, saveNetwork, saveQueues } from "#lib/db/sql/place-facts.ts";
import { noteSightings } from "#lib/db/sql/sightings.ts";
import { recordSnapshots } from "#lib/db/sql/snapshots.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { NatTrafficPage } from "#lib/domain/collection/source.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import type { ObservedNetwork } from "#lib/domain/fleet/observed-network.ts";
import type { StorePage } from "./stored-page.ts";

export const storeTriggers: StorePage<"triggers"> = async (sql, { mappings, queues }, { task, now }) => {
  await saveMappings(sql, task, mappings, now);
  await noteSightings(
    sql,
    task,
    mappings.map(({ uuid }) => uuid),
  );
  await saveQueues(sql, task.accountId, queues, now);
  const entries = mappings.map(({ uuid, document }) => ({ entityId: `${task.region}:${uuid}`, document }));
  await recordSnapshots(sql, task.accountId, "mapping", entries, now);
};

export const storeNetwork: StorePage<"network"> = async (sql, { network, natTraffic }, { task, now }) => {
  await saveNetwork(sql, task, network, now);
  if (natTraffic !== undefined) await storeNatTraffic(sql, task, natTraffic, now);
  const entry = { entityId: `${task.accountId}:${task.region}`, document: layoutOf(network) };
  await recordSnapshots(sql, task.accountId, "network", [entry], now);
};

async function storeNatTraffic(sql: Sql, place: Place, page: NatTrafficPage, now: Date): Promise<void> {
  const { days, readTo, postponed = null } = page;
  if (days.state === "known") await saveNatGatewayDays(sql, place, days.value);
  // Traffic applies to every gateway that there is: the fifth state of a fact has nothing to say here.
  const state = days.state === "notApplicable" ? "failed" : days.state;
  const reason = "reason" in days ? days.reason : postponed;
  await saveNatTrafficReading(sql, place, { state, reason, observedAt: now.toISOString(), readTo });
}

/** The network without what moves by itself: free addresses and interfaces are measures, kept by day. */
function layoutOf(network: ObservedNetwork): Json {
  const { lambdaInterfacesBySubnet: _lambda, interfacesBySubnet: _interfaces, ...layout } = network;
  const subnets = layout.subnets.map(({ availableIpAddressCount: _free, ...subnet }) => subnet);
  return JSON.parse(JSON.stringify({ ...layout, subnets }));
}

export const storeLogGroups: StorePage<"log-groups"> = async (sql, { logGroups }, { task, now }) => {
  await saveLogGroups(sql, task, logGroups, now);
  await noteSightings(
    sql,
    task,
    logGroups.map(({ name }) => name),
  );
};
