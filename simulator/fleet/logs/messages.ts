import { telemetryLine } from "./insights-event.ts";
import {
  billedMs,
  durationMs,
  failedInitMs,
  failsDuringInit,
  failureOf,
  type Invocation,
  initMs,
  isProvisioned,
  maxMemoryMb,
  requestIdOf,
  retriedInitMs,
  versionOf,
} from "./invocation.ts";

/**
 * The lines that one invocation leaves, in order of time. `initFailed` reports an INIT that failed by itself,
 * `initRetried` the second one, inside the invocation; `initReported` one of provisioned concurrency, in JSON logs.
 */
export type LineKind =
  | "initStart"
  | "initFailed"
  | "initReported"
  | "start"
  | "initRetried"
  | "application"
  | "failure"
  | "report"
  | "end"
  /** What Lambda Insights writes of an invocation, in a log of its own. */
  | "telemetry";

interface Lines {
  readonly succeeded: readonly LineKind[];
  readonly cold: readonly LineKind[];
  readonly provisioned: readonly LineKind[];
  readonly failed: readonly LineKind[];
  readonly failedInit: readonly LineKind[];
}

function linesEndingWith(end: readonly LineKind[], initReported: readonly LineKind[]): Lines {
  return {
    succeeded: ["start", "application", ...end],
    cold: ["initStart", "start", "application", ...end],
    provisioned: ["initStart", ...initReported, "start", "application", ...end],
    failed: ["start", "application", "failure", ...end],
    failedInit: ["initStart", "initFailed", "start", "initRetried", "failure", ...end],
  };
}

const textLines = linesEndingWith(["end", "report"], []);
/** Reports of an INIT are DEBUG on demand and INFO for provisioned concurrency. */
const jsonLines = linesEndingWith(["report"], ["initReported"]);
const warningLines: Lines = {
  succeeded: [],
  cold: [],
  provisioned: [],
  failed: ["failure", "report"],
  failedInit: ["initFailed", "initRetried", "failure", "report"],
};

const insightsLines: readonly LineKind[] = ["telemetry"];

/** Lines of an invocation; JSON logs have no END, and at level WARN only what went wrong. */
export function linesOf(invocation: Invocation): readonly LineKind[] {
  const { population, source } = invocation;
  if (source.log.insights) return insightsLines;
  const lines = !source.log.reportsSuccess ? warningLines : source.log.json ? jsonLines : textLines;
  if (population === "failed") return failsDuringInit(invocation) ? lines.failedInit : lines.failed;
  if (population !== "cold") return lines.succeeded;
  return isProvisioned(invocation) ? lines.provisioned : lines.cold;
}

const textTypes: Readonly<Record<LineKind, string | null>> = {
  // AWS documents `@type` of START, END and REPORT lines alone.
  initStart: null,
  initFailed: null,
  initReported: null,
  start: "START",
  initRetried: null,
  application: null,
  failure: null,
  report: "REPORT",
  end: "END",
  telemetry: null,
};

/** `@type` as Logs Insights discovers it in text logs; null for a line it knows nothing of. */
export function textType(kind: LineKind): string | null {
  return textTypes[kind];
}

const jsonTypes: Readonly<Record<LineKind, string | null>> = {
  initStart: "platform.initStart",
  initFailed: "platform.initReport",
  initReported: "platform.initReport",
  start: "platform.start",
  initRetried: "platform.initReport",
  application: null,
  failure: null,
  report: "platform.report",
  end: null,
  telemetry: null,
};

/** `type` of a platform event in JSON logs; null for the application's own lines. */
export function jsonType(kind: LineKind): string | null {
  return jsonTypes[kind];
}

const ms = (value: number) => value.toFixed(2);

/** What a report says behind the request id: the same for all invocations of a place in the class tables. */
function reportTail(invocation: Invocation): string {
  const { source } = invocation;
  const init = initMs(invocation);
  const failure = failureOf(invocation);
  const parts = [
    `Duration: ${ms(durationMs(invocation))} ms`,
    `Billed Duration: ${billedMs(invocation)} ms`,
    `Memory Size: ${source.plan.memoryMb} MB`,
    `Max Memory Used: ${maxMemoryMb(invocation)} MB`,
  ];
  if (init !== null)
    parts.push(
      ...(source.plan.snapStart
        ? [`Restore Duration: ${ms(init)} ms`, `Billed Restore Duration: ${Math.ceil(init)} ms`]
        : [`Init Duration: ${ms(init)} ms`]),
    );
  if (failure !== null)
    parts.push(
      `Status: ${failure.status}`,
      ...(failure.errorType === null ? [] : [`Error Type: ${failure.errorType}`]),
    );
  return `${parts.join("\t")}\t\n`;
}

function reportText(invocation: Invocation): string {
  const { era, population, position, source } = invocation;
  let tails = source.reportTails.get(era);
  if (tails === undefined) {
    tails = { warm: [], cold: [], failed: [] };
    source.reportTails.set(era, tails);
  }
  const tail = tails[population][position] ?? reportTail(invocation);
  tails[population][position] = tail;
  return `REPORT RequestId: ${requestIdOf(invocation)}\t${tail}`;
}

function initReportText(invocation: Invocation, durationMs: number, phase: "init" | "invoke"): string {
  const failure = failureOf(invocation);
  const parts = [
    `INIT_REPORT Init Duration: ${ms(durationMs)} ms`,
    `Phase: ${phase}`,
    `Status: ${failure?.status ?? "success"}`,
  ];
  if (failure?.errorType != null) parts.push(`Error Type: ${failure.errorType}`);
  return `${parts.join("\t")}\n`;
}

function initReportLine(invocation: Invocation, durationMs: number, phase: "init" | "invoke"): Record<string, unknown> {
  const failure = failureOf(invocation);
  return {
    time: new Date(invocation.timestamp).toISOString(),
    type: "platform.initReport",
    record: {
      initializationType: initializationType(invocation),
      phase,
      status: failure?.status ?? "success",
      ...(failure?.errorType == null ? {} : { errorType: failure.errorType }),
      metrics: { durationMs },
    },
  };
}

function initializationType(invocation: Invocation): string {
  if (isProvisioned(invocation)) return "provisioned-concurrency";
  return invocation.source.plan.snapStart ? "snap-start" : "on-demand";
}

/** What an error says of itself: some say more than they should. */
function failureMessage({ source }: Invocation): string {
  const said = "The request could not be handled.";
  return source.secret === null ? said : `${said} Sent: authorization: ${source.secret}`;
}

function failureText(invocation: Invocation): string {
  const failure = failureOf(invocation);
  const time = new Date(invocation.timestamp).toISOString();
  if (failure?.status === "timeout")
    return `${time} ${requestIdOf(invocation)} Task timed out after ${ms(invocation.source.plan.timeoutSeconds)} seconds\n\n`;
  if (failure?.outOfMemory)
    return `RequestId: ${requestIdOf(invocation)} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`;
  return `${time}\t${requestIdOf(invocation)}\tERROR\tInvoke Error\t${JSON.stringify({ errorType: failure?.errorType, errorMessage: failureMessage(invocation), stack: ["at handler (index.js:12:9)"] })}\n`;
}

function applicationText(invocation: Invocation): string {
  const { secret, plan } = invocation.source;
  return secret === null
    ? `handled ${plan.parts.noun} for ${plan.parts.team}`
    : `calling partner with Authorization: ${secret}`;
}

/** A line of a text log. */
export function textMessage(invocation: Invocation, kind: LineKind): string {
  const id = () => requestIdOf(invocation);
  switch (kind) {
    case "initStart":
      return `INIT_START Runtime Version: ${invocation.source.plan.runtime}.v42\tRuntime Version ARN: arn:aws:lambda:${invocation.source.plan.cell.region}::runtime:0\n`;
    case "initFailed":
      return initReportText(invocation, failedInitMs(invocation), "init");
    case "initReported":
      return initReportText(invocation, initMs(invocation) ?? 0, "init");
    case "initRetried":
      return initReportText(invocation, retriedInitMs(invocation), "invoke");
    case "start":
      return `START RequestId: ${id()} Version: ${versionOf(invocation)}\n`;
    case "application":
      return `${new Date(invocation.timestamp).toISOString()}\t${id()}\tINFO\t${applicationText(invocation)}\n`;
    case "failure":
      return failureText(invocation);
    case "report":
      return reportText(invocation);
    case "end":
      return `END RequestId: ${id()}\n`;
    case "telemetry":
      return JSON.stringify(telemetryLine(invocation));
  }
}

/** Metrics of platform.report; Managed Instances know durations alone. */
export function reportMetrics(invocation: Invocation): Record<string, number> {
  const { plan } = invocation.source;
  const metrics: Record<string, number> = { durationMs: durationMs(invocation) };
  if (plan.setting === "managed-instances") return metrics;
  const init = initMs(invocation);
  Object.assign(metrics, {
    billedDurationMs: billedMs(invocation),
    memorySizeMB: plan.memoryMb,
    maxMemoryUsedMB: maxMemoryMb(invocation),
  });
  if (init !== null)
    Object.assign(
      metrics,
      plan.snapStart ? { restoreDurationMs: init, billedRestoreDurationMs: Math.ceil(init) } : { initDurationMs: init },
    );
  return metrics;
}

/** A line of a JSON log as an object. */
export function jsonLine(invocation: Invocation, kind: LineKind): Record<string, unknown> {
  const { source } = invocation;
  const time = new Date(invocation.timestamp).toISOString();
  const requestId = requestIdOf(invocation);
  const failure = failureOf(invocation);
  switch (kind) {
    case "initStart":
      return {
        time,
        type: "platform.initStart",
        record: {
          initializationType: initializationType(invocation),
          phase: "init",
          functionName: source.plan.name,
          functionVersion: versionOf(invocation),
          runtimeVersion: `${source.plan.runtime}.v42`,
        },
      };
    case "initFailed":
      return initReportLine(invocation, failedInitMs(invocation), "init");
    case "initReported":
      return initReportLine(invocation, initMs(invocation) ?? 0, "init");
    case "initRetried":
      return initReportLine(invocation, retriedInitMs(invocation), "invoke");
    case "start":
      return {
        time,
        type: "platform.start",
        record: { requestId, version: versionOf(invocation), functionArn: source.plan.arn },
      };
    case "application":
      return { timestamp: time, level: "INFO", requestId, message: applicationText(invocation) };
    case "failure":
      return {
        timestamp: time,
        level: "ERROR",
        requestId,
        errorType: failure?.errorType ?? "Task timed out",
        message:
          failure?.status === "timeout"
            ? `Task timed out after ${ms(source.plan.timeoutSeconds)} seconds`
            : failureMessage(invocation),
      };
    case "telemetry":
      return telemetryLine(invocation);
    default: {
      const status = failure === null ? "success" : failure.status;
      const errorType = failure?.errorType ?? null;
      return {
        time,
        type: "platform.report",
        record: { requestId, status, ...(errorType === null ? {} : { errorType }), metrics: reportMetrics(invocation) },
      };
    }
  }
}
