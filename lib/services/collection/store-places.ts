import { saveLogGroups, saveMappings, saveNetwork, saveQueues } from "#lib/db/sql/place-facts.ts";
import { noteSightings } from "#lib/db/sql/sightings.ts";
import { recordSnapshots } from "#lib/db/sql/snapshots.ts";
import type { Json, ObservedNetwork } from "#lib/domain/fleet/observed.ts";
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

export const storeNetwork: StorePage<"network"> = async (sql, { network }, { task, now }) => {
  await saveNetwork(sql, task, network, now);
  const entry = { entityId: `${task.accountId}:${task.region}`, document: layoutOf(network) };
  await recordSnapshots(sql, task.accountId, "network", [entry], now);
};

/** The network without what moves by itself: free addresses and interfaces are measures, kept by day. */
function layoutOf(network: ObservedNetwork): Json {
  const { lambdaInterfacesBySubnet: _interfaces, ...layout } = network;
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
