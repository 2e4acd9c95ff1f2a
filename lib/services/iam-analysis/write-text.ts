import { styleText } from "node:util";
import type { Severity } from "#lib/domain/findings/finding.ts";
import {
  type AnalysisFinding,
  type AnalyzedRole,
  type GuiltyStatement,
  type RoleAnalysis,
  severities,
} from "./analysis.ts";
import { tellingFindings } from "./telling-findings.ts";
import { visibleText } from "./visible-text.ts";

export interface TextOptions {
  /** Escape sequences for colour: only for a terminal. */
  readonly colour: boolean;
  /** Findings of low severity too. */
  readonly all: boolean;
}

const colours = { critical: "red", high: "magenta", medium: "yellow", low: "cyan" } as const;
/** More statements, steps or errors than this are counted, not listed: the JSON has them all. */
const listed = { escalations: 3, statements: 3, steps: 6, errors: 20 } as const;
const labelWidth = "critical".length;
const indent = " ".repeat(2 + labelWidth + 2);

const count = (number: number, one: string, many = `${one}s`) =>
  `${String(number).replace(/\B(?=(\d{3})+$)/g, ",")} ${number === 1 ? one : many}`;

function statementLine({ source, sid, statement }: GuiltyStatement): string {
  const name = sid === null ? "" : `, Sid ${sid}`;
  const effect = typeof statement.Effect === "string" ? statement.Effect : "statement";
  return `${effect} of ${source}${name}`;
}

/** At most `most` lines, and how many more there are. */
function shortened(lines: readonly string[], most: number): readonly string[] {
  return lines.length <= most + 1 ? lines : [...lines.slice(0, most), `… and ${lines.length - most} more`];
}

function* findingLines(finding: AnalysisFinding, { colour }: TextOptions): Generator<string> {
  const label = finding.severity.padEnd(labelWidth);
  const painted = colour ? styleText(colours[finding.severity], label, { validateStream: false }) : label;
  yield `  ${painted}  ${visibleText(`${finding.title}. ${finding.why}`)}`;
  const steps = (finding.steps ?? []).map((step, index) => `${index + 1}. ${step}`);
  for (const line of shortened(steps, listed.steps)) yield indent + visibleText(line);
  const statements = new Set(finding.statements.map(statementLine));
  for (const line of shortened([...statements], listed.statements)) yield `${indent}← ${visibleText(line)}`;
}

/** How much each role weighs, for ranking: its gravest finding first, then how many there are of each severity. */
function weight(findings: readonly AnalysisFinding[]): readonly number[] {
  return severities.map((severity) => findings.filter((finding) => finding.severity === severity).length);
}

function compare(first: readonly number[], second: readonly number[]): number {
  const at = first.findIndex((number, index) => number !== second[index]);
  return at < 0 ? 0 : (second[at] ?? 0) - (first[at] ?? 0);
}

/** What is said of a role: nothing twice, and no more ways to gain rights than one reads. */
function saidOf(role: AnalyzedRole, all: boolean): { findings: readonly AnalysisFinding[]; moreWays: number } {
  const said = new Set<string>();
  const findings = tellingFindings(role).filter(({ severity, why }) => {
    const isNew = !said.has(why);
    said.add(why);
    return isNew && (all || severity !== "low");
  });
  const ways = findings.filter(({ rule }) => rule === "role-privilege-escalation");
  const left = ways.slice(listed.escalations);
  if (left.length < 2) return { findings, moreWays: 0 };
  return { findings: findings.filter((finding) => !left.includes(finding)), moreWays: left.length };
}

interface RankedRole {
  readonly role: AnalyzedRole;
  readonly findings: readonly AnalysisFinding[];
  readonly moreWays: number;
  readonly weight: readonly number[];
}

function ranked(roles: readonly AnalyzedRole[], all: boolean): readonly RankedRole[] {
  return roles
    .map((role) => {
      const said = saidOf(role, all);
      return { role, ...said, weight: weight(said.findings) };
    })
    .filter(({ findings }) => findings.length > 0)
    .sort((a, b) => compare(a.weight, b.weight) || (a.role.roleArn < b.role.roleArn ? -1 : 1));
}

function* summaryLines({ roles, errors }: RoleAnalysis, { all }: TextOptions): Generator<string> {
  const worst = new Map<Severity, number>();
  for (const role of roles) {
    const grave = severities.find((severity) => tellingFindings(role).some((finding) => finding.severity === severity));
    if (grave !== undefined) worst.set(grave, (worst.get(grave) ?? 0) + 1);
  }
  const parts = severities.flatMap((severity) => (worst.has(severity) ? [`${worst.get(severity)} ${severity}`] : []));
  const found = parts.length === 0 ? "none with a finding" : `by their gravest finding: ${parts.join(", ")}`;
  yield `${count(roles.length, "role")} judged; ${found}.`;
  if (!all && worst.has("low")) yield "Findings of low severity are left out; --role or --format json shows them.";
  if (errors.length > 0) yield `${count(errors.length, "thing")} could not be read or judged.`;
}

/** An analysis for people: the gravest role first, with the statement that is to blame; what is unknown, and a sum. */
export function* writeAnalysisText(analysis: RoleAnalysis, options: TextOptions): Generator<string> {
  for (const { role, findings, moreWays } of ranked(analysis.roles, options.all)) {
    const name = visibleText(role.roleName);
    yield `${options.colour ? styleText("bold", name, { validateStream: false }) : name}  ${visibleText(role.roleArn)}\n`;
    for (const finding of findings) for (const line of findingLines(finding, options)) yield `${line}\n`;
    if (moreWays > 0) yield `${indent}… and ${moreWays} more ways to gain rights: --format json lists them\n`;
    yield "\n";
  }
  const errors = analysis.errors.map(({ subject, message }) => visibleText(`${subject}: ${message}`));
  for (const line of shortened(errors, listed.errors)) yield `unknown  ${line}\n`;
  if (errors.length > 0) yield "\n";
  for (const line of summaryLines(analysis, options)) yield `${line}\n`;
}
