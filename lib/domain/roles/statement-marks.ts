import { mostActionsKept, type RoleJudgement, roleVerdictNames } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { Proof } from "#lib/domain/iam/proof.ts";
import type { StatementEvidence } from "#lib/domain/iam/verdict-evidence.ts";
import type { Weight } from "#lib/domain/iam/verdicts/reach.ts";
import type { StatementMark } from "#lib/domain/views/role-detail.ts";
import { graver } from "./graver.ts";
import { statementAnchor } from "./statement-anchor.ts";

/** What each statement proves, by the anchor of the statement. */
export type StatementMarks = ReadonlyMap<string, readonly StatementMark[]>;

const kinds: readonly StatementMark["kind"][] = [...roleVerdictNames, "trust"];

/**
 * Whether a statement gives of what a verdict weighs, and not only what ordinary execution roles need. Of a list of
 * actions that may have been cut it is not known what else is in it.
 */
export function weighs({ actions }: Proof, weight: Weight | null): boolean {
  const services = weight?.services;
  if (services === undefined) return weight !== null;
  return (
    actions.length >= mostActionsKept ||
    actions.some((action) => services.includes(action.slice(0, action.indexOf(":"))))
  );
}

interface Marking extends StatementMark {
  readonly source: string;
  readonly statement: unknown;
}

function* markings(judgement: RoleJudgement, admin: readonly StatementEvidence[]): Generator<Marking> {
  for (const { source, statement } of admin) yield { kind: "admin", severity: "critical", source, statement };
  for (const path of judgement.escalations) {
    const severity = path.potential ? "medium" : "high";
    for (const { source, statement } of path.steps.flatMap(({ proofs }) => proofs)) {
      yield { kind: "privilegeEscalation", severity, source, statement };
    }
  }
  for (const kind of roleVerdictNames) {
    if (kind === "admin" || kind === "privilegeEscalation") continue;
    const { proofs, weight } = judgement.reach[kind];
    for (const proof of proofs) {
      const severity = weighs(proof, weight) ? (weight?.severity ?? null) : null;
      yield { kind, severity, source: proof.source, statement: proof.statement };
    }
  }
  if (judgement.trust.state === "unknown") return;
  for (const { severity, statement } of judgement.trust.issues) {
    yield { kind: "trust", severity, source: "trust", statement };
  }
}

/** What makes an administrator gives everything else: the rest would say nothing more. */
function telling(marks: readonly StatementMark[]): readonly StatementMark[] {
  return marks.some(({ kind }) => kind === "admin")
    ? marks.filter(({ kind }) => kind === "admin" || kind === "trust")
    : marks.toSorted((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
}

/** What the statements of a role prove, from the proofs of its judgement. `admin` is the evidence of that verdict. */
export function statementMarks(judgement: RoleJudgement | null, admin: readonly StatementEvidence[]): StatementMarks {
  if (judgement === null) return new Map();
  const found = new Map<string, Map<StatementMark["kind"], StatementMark>>();
  for (const { source, statement, kind, severity } of markings(judgement, admin)) {
    const anchor = statementAnchor({ source }, statement);
    const marks = found.get(anchor) ?? new Map<StatementMark["kind"], StatementMark>();
    marks.set(kind, { kind, severity: graver(severity, marks.get(kind)?.severity ?? null) });
    found.set(anchor, marks);
  }
  return new Map([...found].map(([anchor, marks]) => [anchor, telling([...marks.values()])]));
}
