import type { FunctionStartSample, SampledLogGroup } from "#lib/domain/collection/source.ts";
import { judgeStart } from "#lib/domain/starts/judge-start.ts";
import type { FeltRow } from "./felt-row.ts";
import { ownersOf } from "./read-step.ts";

/** The two rows of one environment. */
interface Environment {
  readonly functionName: string;
  initStartedAt: Date | null;
  report: Extract<FeltRow["line"], { kind: "report" }> | null;
}

/** Of so many starts one at least would have its INIT_START in the window, were such lines written. */
const fewestWithout = 20;

/** Counts the starts of windows, each looked at with what was asked of that window alone. */
export interface FeltTally {
  /** All rows of one answer, which was asked from `from` on. */
  add(rows: readonly FeltRow[], from: Date): void;
  /** By function, in the order of names; those of which no start was seen are left out. */
  functions(): readonly FunctionStartSample[];
}

export function createFeltTally(logGroups: readonly SampledLogGroup[]): FeltTally {
  const ownerOf = ownersOf(logGroups);
  const configured = new Set(
    logGroups.flatMap(({ functions }) => functions.flatMap((fn) => (fn.logsInitStart ? [fn.name] : []))),
  );
  const answers: { readonly from: Date; readonly environments: readonly Environment[] }[] = [];
  return {
    add(rows, from) {
      answers.push({ from, environments: environmentsOf(rows, ownerOf) });
    },
    functions() {
      const telling = tellingOf(
        answers.flatMap(({ environments }) => environments),
        configured,
      );
      const counts = new Map<string, { inits: number; ahead: number; unseen: number }>();
      for (const { from, environments } of answers) {
        for (const { functionName, initStartedAt, report } of environments) {
          if (report === null) continue;
          const verdict = judgeStart({ ...report, initStartedAt }, { from }, telling.has(functionName));
          if (verdict === "cut" || verdict === "provisioned") continue;
          const count = counts.get(functionName) ?? { inits: 0, ahead: 0, unseen: 0 };
          counts.set(functionName, count);
          if (verdict === "unseen") count.unseen += 1;
          else count.inits += 1;
          if (verdict === "ahead") count.ahead += 1;
        }
      }
      return [...counts]
        .map(([functionName, count]) => ({ functionName, ...count }))
        .sort((one, other) => (one.functionName < other.functionName ? -1 : 1));
    },
  };
}

/**
 * The functions whose log tells when environments are started: one that tells of one start tells of all. What the
 * configuration promises counts for nothing where the line stands nowhere among many starts.
 */
function tellingOf(environments: readonly Environment[], configured: ReadonlySet<string>): ReadonlySet<string> {
  const told = environments.filter(({ initStartedAt }) => initStartedAt !== null);
  const reports = environments.filter(({ report }) => report !== null).length;
  const promised = told.length > 0 || reports < fewestWithout ? configured : [];
  return new Set([...promised, ...told.map(({ functionName }) => functionName)]);
}

function environmentsOf(rows: readonly FeltRow[], ownerOf: ReturnType<typeof ownersOf>): Environment[] {
  const byStream = new Map<string, Environment>();
  for (const row of rows) {
    const functionName = ownerOf(row);
    if (functionName === null) continue;
    const key = `${row.logGroupName} ${row.logStream}`;
    const environment = byStream.get(key) ?? { functionName, initStartedAt: null, report: null };
    byStream.set(key, environment);
    if (row.line.kind === "initStart") environment.initStartedAt = row.line.at;
    else environment.report = row.line;
  }
  return [...byStream.values()];
}
