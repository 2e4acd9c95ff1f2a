import { insightsLogGroup } from "#simulator/fleet/functions/logging.ts";
import { functionsOfGroup } from "#simulator/fleet/logs/groups.ts";
import {
  createInsightsSource,
  createLogSource,
  type Invocation,
  type LogSource,
} from "#simulator/fleet/logs/invocation.ts";
import { type Grain, invocationsOf } from "#simulator/fleet/logs/invocations.ts";
import { messageShapeOf, messageStartsOf } from "#simulator/fleet/logs/message-shape.ts";
import { jsonType, type LineKind, linesOf, textType } from "#simulator/fleet/logs/messages.ts";
import { fieldOfRecord, LogRecord } from "#simulator/fleet/logs/record.ts";
import { logSecretOf } from "#simulator/fleet/planted-secrets.ts";
import { cellShape, shapeOf } from "#simulator/fleet/shape/fleet-shape.ts";
import type { Fleet, InsightsQuery, InsightsResult } from "#simulator/fleet/types.ts";
import { usageOf } from "#simulator/fleet/usage/usage.ts";
import type { Command } from "./ast.ts";
import { environmentLines, fieldOfStreams, groupsByStream, wantsOnlyColdStarts } from "./environment-lines.ts";
import type { Row } from "./evaluate.ts";
import type { KnownLine } from "./may-match.ts";
import { parseQuery } from "./parse-query.ts";
import { createPipeline, type Pipeline } from "./pipeline.ts";
import { grainOf, lineFilter } from "./plan-query.ts";
import { createResultText, type ResultText } from "./result-text.ts";
import { runAtOnce } from "./steps.ts";

const defaultLimit = 10_000;
const hourMs = 3_600_000;
const bytesPerLine = 180;
/** An event of Lambda Insights. */
const bytesPerEvent = 1_250;
const kinds: readonly LineKind[] = [
  "initStart",
  "initFailed",
  "initReported",
  "start",
  "initRetried",
  "application",
  "failure",
  "report",
  "end",
  "telemetry",
];

/** How many invocations are looked at between two steps. */
const perStep = 64;

function* sourcesOf(fleet: Fleet, query: InsightsQuery): Generator<void, LogSource[]> {
  const shape = shapeOf(fleet);
  const cell = cellShape(shape, query.accountId, query.region);
  const sources: LogSource[] = [];
  if (cell === null) return sources;
  for (const name of new Set(query.logGroupNames)) {
    for (const plan of functionsOfGroup(shape, cell, name)) {
      if (plan !== null) {
        const usage = usageOf(shape, plan.index);
        const isInsights = name === insightsLogGroup;
        sources.push(isInsights ? createInsightsSource(usage) : createLogSource(usage, logSecretOf(shape, plan)));
      }
      yield;
    }
  }
  return sources;
}

/** Which kinds of a function's lines can pass the leading filters at all; the others are not made. */
function wantedKinds(passes: (line: KnownLine) => boolean, source: LogSource): ReadonlySet<LineKind> {
  const { json } = source.log;
  return new Set(
    kinds.filter((kind) =>
      passes({
        fields: new Map([
          ["@type", json ? null : textType(kind)],
          ["type", json ? jsonType(kind) : null],
        ]),
        messageShape: messageShapeOf(source, kind),
        messageStarts: messageStartsOf(source, kind),
      }),
    ),
  );
}

interface Scan {
  matched: number;
  scanned: number;
  bytes: number;
}

function scanned(scan: Scan, { log }: LogSource, lines: number): void {
  scan.scanned += lines;
  scan.bytes += lines * (log.insights ? bytesPerEvent : bytesPerLine);
}

/** Lines of an invocation that are not looked at one by one. */
function linesPerInvocation({ log }: LogSource): number {
  return log.insights ? 1 : 4;
}

function takeInvocation(
  invocation: Invocation,
  wanted: ReadonlySet<LineKind>,
  pipeline: Pipeline<LogRecord>,
  scan: Scan,
): void {
  const lines = linesOf(invocation);
  scanned(scan, invocation.source, lines.length * invocation.weight);
  for (const kind of lines) {
    if (wanted.has(kind) && pipeline.take(new LogRecord(invocation, kind), invocation.weight))
      scan.matched += invocation.weight;
  }
}

function* takeEnvironments(
  source: LogSource,
  wanted: ReadonlySet<LineKind>,
  { start, end }: InsightsQuery,
  pipeline: Pipeline<LogRecord>,
  scan: Scan,
): Generator<void> {
  let taken = 0;
  for (const record of environmentLines(source, wanted, { start: start.getTime(), end: end.getTime() })) {
    if (pipeline.take(record, 1)) scan.matched += 1;
    taken += 1;
    if (taken % perStep === 0) yield;
  }
  yield;
}

/** True when the answer is the newest lines, so that reading can stop once there are enough of them. */
function stopsEarly(commands: readonly Command[]): boolean {
  return (
    commands.every(({ kind }) => kind !== "stats" && kind !== "dedup") &&
    commands.every((command) => command.kind !== "sort" || isNewestFirst(command))
  );
}

function isNewestFirst(command: Extract<Command, { kind: "sort" }>): boolean {
  const [key] = command.keys;
  return key?.descending === true && key.expression.kind === "field" && key.expression.name === "@timestamp";
}

function* windowsOf(query: InsightsQuery, backwards: boolean): Generator<{ from: number; to: number }> {
  const start = Math.floor(query.start.getTime() / 60_000) * 60_000;
  const end = Math.ceil(query.end.getTime() / 60_000) * 60_000;
  if (!backwards) {
    if (end > start) yield { from: start, to: end };
    return;
  }
  for (let to = end; to > start; ) {
    const from = Math.max(start, Math.floor((to - 1) / hourMs) * hourMs);
    yield { from, to };
    to = from;
  }
}

function* readLines(
  sources: readonly LogSource[],
  query: InsightsQuery,
  commands: readonly Command[],
  grain: Grain,
  limit: number,
): Generator<void, { pipeline: Pipeline<LogRecord>; scan: Scan }> {
  const byStream = groupsByStream(commands);
  const pipeline = createPipeline<LogRecord>(commands, byStream ? fieldOfStreams : fieldOfRecord);
  const scan: Scan = { matched: 0, scanned: 0, bytes: 0 };
  const passes = lineFilter(commands);
  const wanted = new Map<LogSource, ReadonlySet<LineKind>>();
  for (const source of sources) {
    wanted.set(source, wantedKinds(passes, source));
    yield;
  }
  const early = stopsEarly(commands);
  for (const { from, to } of windowsOf(query, early)) {
    for (const source of sources) {
      const kindsWanted = wanted.get(source);
      if (kindsWanted === undefined || kindsWanted.size === 0) {
        scanned(scan, source, source.usage.count(from, to) * linesPerInvocation(source));
        continue;
      }
      if (byStream && wantsOnlyColdStarts(passes, source, kindsWanted)) {
        scanned(scan, source, source.usage.count(from, to) * linesPerInvocation(source));
        yield* takeEnvironments(source, kindsWanted, query, pipeline, scan);
        continue;
      }
      let taken = 0;
      for (const invocations of invocationsOf(source, from, to, grain)) {
        for (const invocation of invocations) {
          takeInvocation(invocation, kindsWanted, pipeline, scan);
          taken += 1;
          if (taken % perStep === 0) yield;
        }
      }
      yield;
    }
    if (early && pipeline.held >= limit) break;
  }
  return { pipeline, scan };
}

/** An answer before it is written in one form or another. */
export interface InsightsAnswer {
  readonly rows: readonly Row[];
  readonly text: ResultText;
  readonly statistics: InsightsResult["statistics"];
}

/**
 * Computes a Logs Insights query over the simulated invocations. Lines are looked at in alike groups whose weights
 * add up to the real counts (at most 192 per function and time grain), so that counts and sums are exact however
 * many invocations there are. Windows are cut to whole minutes; a query that lists lines stops reading at its limit.
 */
export function runInsightsQuery(fleet: Fleet, query: InsightsQuery): InsightsResult {
  const { rows, text, statistics } = runAtOnce(insightsSteps(fleet, query));
  return { results: rows.map((row) => text.fields(row)), statistics };
}

/** The same in steps of well below a millisecond, but for a sort of all rows. */
export function* insightsSteps(fleet: Fleet, query: InsightsQuery): Generator<void, InsightsAnswer> {
  const commands = parseQuery(query.queryString);
  const own = commands.find((command) => command.kind === "limit");
  const limit = own?.count ?? query.limit ?? defaultLimit;
  createPipeline(commands);
  const text = createResultText(commands);
  if (query.end.getTime() <= query.start.getTime())
    return { rows: [], text, statistics: { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 } };
  const sources = yield* sourcesOf(fleet, query);
  const { pipeline, scan } = yield* readLines(sources, query, commands, grainOf(commands), limit);
  const rows = yield* pipeline.finish();
  return {
    rows: rows.slice(0, limit),
    text,
    statistics: {
      recordsMatched: scan.matched,
      recordsScanned: scan.scanned,
      bytesScanned: scan.bytes,
    },
  };
}
