import { unknownCharacter } from "#simulator/fleet/insights/required-text.ts";
import { at } from "#simulator/fleet/random.ts";
import { type Invocation, type LogSource, requestIdOf } from "./invocation.ts";
import { jsonLine, type LineKind, textMessage } from "./messages.ts";

/**
 * What all lines of a kind look like in a function's log, request ids and instants as unknown characters; null for
 * lines that differ in more than that.
 */
export function messageShapeOf(source: LogSource, kind: LineKind): string | null {
  if (kind !== "initStart" && kind !== "start" && kind !== "application" && kind !== "end") return null;
  // Inits of provisioned concurrency are another type than those on demand.
  if (kind === "initStart" && source.plan.provisioned !== null) return null;
  // Both versions of a weighted alias write lines of their own.
  if ((kind === "initStart" || kind === "start") && source.side !== null) return null;
  const sample: Invocation = {
    source,
    era: at(source.usage.profile.eras, 0),
    population: "warm",
    position: 0,
    weight: 1,
    timestamp: 0,
    key: 0,
  };
  const message = source.log.json ? JSON.stringify(jsonLine(sample, kind)) : textMessage(sample, kind);
  const [id, instant] = [requestIdOf(sample), new Date(sample.timestamp).toISOString()];
  return message
    .replaceAll(id, unknownCharacter.repeat(id.length))
    .replaceAll(instant, unknownCharacter.repeat(instant.length));
}

const instant = unknownCharacter.repeat(24);

const textStarts: Readonly<Record<Exclude<LineKind, "application">, readonly string[]>> = {
  initStart: ["INIT_START Runtime Version: "],
  initFailed: ["INIT_REPORT Init Duration: "],
  initReported: ["INIT_REPORT Init Duration: "],
  start: ["START RequestId: "],
  initRetried: ["INIT_REPORT Init Duration: "],
  failure: [instant, "RequestId: "],
  report: ["REPORT RequestId: "],
  end: ["END RequestId: "],
  telemetry: ['{"_aws":{"'],
};

/** What lines of a kind begin with in a function's log; null where that may be anything. */
export function messageStartsOf({ log }: LogSource, kind: LineKind): readonly string[] | null {
  if (kind === "application") return null;
  if (!log.json) return textStarts[kind];
  if (kind === "telemetry") return textStarts.telemetry;
  return [kind === "failure" ? '{"timestamp":"' : '{"time":"'];
}
