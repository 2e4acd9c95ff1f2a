import { at } from "#simulator/fleet/random.ts";
import {
  billedMs,
  durationMs,
  failsDuringInit,
  failureOf,
  type Invocation,
  initMs,
  maxMemoryMb,
  requestIdOf,
  versionOf,
} from "./invocation.ts";

const agentVersion = "1.0.333.0";
/** What the runtime sends and gets by itself. */
const idleBytes = { sent: 3_200, received: 5_600 } as const;
const tableSizes = [400, 2_000, 11_000, 60_000] as const;

/** Bytes that one invocation sent and received: some functions fetch a hundred times as much as others. */
export function networkBytes({ source, position }: Invocation): { readonly tx: number; readonly rx: number } {
  const size = at(tableSizes, source.plan.key & 3);
  const part = (position & 7) + 1;
  return { tx: idleBytes.sent + size * part, rx: idleBytes.received + 3 * size * part };
}

/** An init that Lambda Insights was told of, in whole milliseconds; null for a warm environment or a failed init. */
export function toldInitMs(invocation: Invocation): number | null {
  const init = invocation.source.plan.snapStart ? null : initMs(invocation);
  return init === null ? null : Math.round(init);
}

/** Whether the invocation was the first of its environment. */
export function toldColdStart(invocation: Invocation): boolean {
  return invocation.population === "cold" || failsDuringInit(invocation);
}

const metrics = [
  ["memory_utilization", "Percent"],
  ["total_memory", "Megabytes"],
  ["used_memory_max", "Megabytes"],
  ["cpu_total_time", "Milliseconds"],
  ["tx_bytes", "Bytes"],
  ["rx_bytes", "Bytes"],
  ["total_network", "Bytes"],
].map(([Name, Unit]) => ({ Name, Unit }));

/** The event of one invocation in embedded metric format, with the fields of AWS's example. */
export function telemetryLine(invocation: Invocation): Record<string, unknown> {
  const { source, timestamp } = invocation;
  const { plan } = source;
  const duration = Math.round(durationMs(invocation));
  const billed = billedMs(invocation);
  const used = maxMemoryMb(invocation);
  const init = toldInitMs(invocation);
  const { tx, rx } = networkBytes(invocation);
  const timedOut = failureOf(invocation)?.status === "timeout";
  const named = init === null ? metrics : [...metrics, { Name: "init_duration", Unit: "Milliseconds" }];
  return {
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [
        { Namespace: "LambdaInsights", Dimensions: [["function_name"], ["function_name", "version"]], Metrics: named },
      ],
      LambdaInsights: { ShareTelemetry: true },
    },
    event_type: "performance",
    function_name: plan.name,
    version: versionOf(invocation),
    request_id: requestIdOf(invocation),
    duration,
    billed_duration: billed,
    billed_mb_ms: billed * plan.memoryMb,
    cold_start: toldColdStart(invocation),
    ...(init === null ? {} : { init_duration: init }),
    tmp_free: 538_329_088,
    tmp_max: 551_346_176,
    threads_max: 11,
    used_memory_max: used,
    total_memory: plan.memoryMb,
    memory_utilization: Math.round((100 * used) / plan.memoryMb),
    cpu_user_time: Math.round(duration * 0.6),
    cpu_system_time: Math.round(duration * 0.1),
    cpu_total_time: Math.round(duration * 0.6) + Math.round(duration * 0.1),
    fd_use: 96,
    fd_max: 1_024,
    tx_bytes: tx,
    rx_bytes: rx,
    ...(timedOut ? { timeout: true, shutdown_reason: "Timeout" } : {}),
    total_network: tx + rx,
    agent_version: agentVersion,
    agent_memory_avg: 10,
    agent_memory_max: 10,
  };
}
