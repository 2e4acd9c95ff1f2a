import { conditionWords } from "#lib/domain/iam/decide/explain-decision.ts";
import type { EscalationPath } from "#lib/domain/iam/escalation/escalation-path.ts";
import {
  type RoleJudgement,
  type RoleVerdictName,
  roleVerdictNames,
} from "#lib/domain/iam/judgement/role-judgement.ts";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import type { Proof } from "#lib/domain/iam/proof.ts";
import type { StatementEvidence } from "#lib/domain/iam/verdict-evidence.ts";
import type { Weight } from "#lib/domain/iam/verdicts/reach.ts";
import type {
  EscalationPathView,
  OnlyIfView,
  RoleJudgementView,
  StatementLink,
  VerdictView,
} from "#lib/domain/views/role-detail.ts";
import { roleHref } from "#lib/domain/views/roles.ts";
import type { FindStatement } from "./policy-views.ts";
import { weighs } from "./statement-marks.ts";
import { sortEscalations } from "./telling-escalations.ts";
import { verdictWords } from "./verdict-words.ts";

export interface JudgementSurroundings {
  /** Evidence of the verdict on administrators. */
  readonly admin: readonly StatementEvidence[];
  readonly find: FindStatement;
  /** Roles that have a page. */
  readonly knownRoles: ReadonlySet<string>;
}

/** A judgement as the page of its role shows it. */
export function judgementView(judgement: RoleJudgement, around: JudgementSurroundings): RoleJudgementView {
  const { telling, longer } = sortEscalations(judgement.escalations);
  const pathView = (path: EscalationPath) => escalationView(path, around);
  return {
    verdicts: roleVerdictNames.map((name) => verdictView(name, judgement, telling, around)),
    escalations: { telling: telling.map(pathView), longer: longer.map(pathView) },
    controlPoliciesKnown: judgement.controlPoliciesKnown,
  };
}

function verdictView(
  name: RoleVerdictName,
  judgement: RoleJudgement,
  paths: readonly EscalationPath[],
  around: JudgementSurroundings,
): VerdictView {
  if (name === "admin") return adminView(judgement, around);
  if (name === "privilegeEscalation") return escalationVerdictView(judgement, paths, around);
  const { value, actions, total, proofs, onlyIf, weight } = judgement.reach[name];
  const words = verdictWords[name];
  return {
    name,
    value,
    severity: weight?.severity ?? null,
    because: value ? (weight?.because ?? words.ordinary) : words.no,
    actions: weightiestFirst(actions, weight),
    total,
    // What only ordinary work needs beside what weighs would lead past the guilty statement.
    statements: linksOf(weight === null ? proofs : proofs.filter((proof) => weighs(proof, weight)), around.find),
    onlyIf: onlyIf.map((proof) => onlyIfView(proof, around.find)),
  };
}

/** What a verdict weighs by before what ordinary work needs besides. */
function weightiestFirst(actions: readonly string[], weight: Weight | null): readonly string[] {
  const services = weight?.services;
  if (services === undefined) return actions;
  const isWeighty = (action: string) => services.includes(action.slice(0, action.indexOf(":")));
  return [...actions.filter(isWeighty), ...actions.filter((action) => !isWeighty(action))];
}

function adminView({ verdicts }: RoleJudgement, { admin, find }: JudgementSurroundings): VerdictView {
  const value = verdicts.admin;
  return {
    name: "admin",
    value,
    severity: value ? "critical" : null,
    because: value ? "It may do every action on every resource, its own rights included." : verdictWords.admin.no,
    actions: [],
    total: 0,
    statements: linksOf(admin, find),
    onlyIf: [],
  };
}

function escalationVerdictView(
  { verdicts }: RoleJudgement,
  paths: readonly EscalationPath[],
  { find }: JudgementSurroundings,
): VerdictView {
  const steps = paths.flatMap((path) => path.steps);
  const actions = [...new Set(steps.map(({ action }) => action))];
  const base = {
    name: "privilegeEscalation",
    actions,
    total: actions.length,
    statements: linksOf(
      steps.flatMap(({ proofs }) => proofs),
      find,
    ),
    onlyIf: [],
  } as const;
  const [first] = paths;
  if (first === undefined) {
    return verdicts.admin
      ? { ...base, value: true, severity: "critical", because: "It is an administrator and has nothing left to gain." }
      : { ...base, value: false, severity: null, because: verdictWords.privilegeEscalation.no };
  }
  const others = paths.length - 1;
  const more = others === 0 ? "" : ` ${others} more ${others === 1 ? "way" : "ways"} below.`;
  const doubt = first.potential ? " Whether that works depends on what is not known here." : "";
  const because = `${first.title}.${doubt}${more}`;
  return { ...base, value: true, severity: first.potential ? "medium" : "high", because };
}

/** Where proofs stand, each statement once. */
function linksOf(
  proofs: readonly { readonly source: string; readonly statement: unknown }[],
  find: FindStatement,
): readonly StatementLink[] {
  const links = proofs.map(({ source, statement }) => find(source, statement));
  return [...new Map(links.map((link) => [link.anchor ?? link.label, link])).values()];
}

function onlyIfView({ source, statement, actions }: Proof, find: FindStatement): OnlyIfView {
  return { link: find(source, statement), actions, conditions: conditionsInWords(statement) };
}

/** The conditions of a statement, each as a part of a sentence. */
export function conditionsInWords(statement: JsonObject): readonly string[] {
  const policy = parsePolicyDocument({ Version: "2012-10-17", Statement: [statement] });
  if (policy.kind === "error") return [];
  return policy.statements.flatMap(({ conditions }) =>
    conditions.map((condition) => conditionWords({ ...condition, state: "unknown" })),
  );
}

function escalationView(path: EscalationPath, { find, knownRoles }: JudgementSurroundings): EscalationPathView {
  const { id, title, steps, gains, potential } = path;
  return {
    id,
    title,
    potential,
    steps: steps.map(({ action, resources, proofs }) => ({ action, resources, statements: linksOf(proofs, find) })),
    gains: gains.map((text) => ({ text, href: knownRoles.has(text) ? roleHref(text) : null })),
  };
}
