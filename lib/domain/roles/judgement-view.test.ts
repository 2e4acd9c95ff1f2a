import { describe, expect, it } from "vitest";
import { judgeAccount } from "#lib/domain/iam/judgement/judge-account.ts";
import type { RoleJudgement } from "#lib/domain/iam/judgement/role-judgement.ts";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import type { RoleJudgementView } from "#lib/domain/views/role-detail.ts";
import { assumersView } from "./assumers-view.ts";
import { isLit } from "./fold-statements.ts";
import { judgementView } from "./judgement-view.ts";
import { policyView, type StoredDocument, statementFinder } from "./policy-views.ts";
import { statementMarks } from "./statement-marks.ts";

const accountId = "111122223333";
const arnOf = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;
const allow = (Action: string | string[], more = {}) => ({ Effect: "Allow", Action, Resource: "*", ...more });
const lambdaTrust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
const strangerTrust = { Effect: "Allow", Principal: { AWS: "999988887777" }, Action: "sts:AssumeRole" };
const logs = allow(["logs:CreateLogStream", "logs:PutLogEvents"]);

interface Shown {
  readonly judgement: RoleJudgement;
  readonly view: RoleJudgementView;
  readonly policies: readonly ReturnType<typeof policyView>[];
  readonly find: ReturnType<typeof statementFinder>;
}

/** A role with one inline policy, beside an administrator that Lambda may assume, judged and shown. */
function shown(statements: readonly object[], trust: readonly object[] = [lambdaTrust]): Shown {
  const role = (name: string, written: readonly object[], trusts: readonly object[]) => ({
    roleArn: arnOf(name),
    attachedPolicyArns: [],
    policies: [
      {
        source: "inline:work",
        documentHash: JSON.stringify(written),
        document: parsePolicyDocument({ Version: "2012-10-17", Statement: written }),
      },
    ],
    boundary: null,
    trust: parsePolicyDocument({ Version: "2012-10-17", Statement: trusts }, "trust"),
  });
  const judged = [
    ...judgeAccount({
      accountId,
      roles: [role("own", statements, trust), role("strong", [allow("*")], [lambdaTrust])],
      roleByFunction: new Map(),
      functionsKnown: true,
      controlLevels: null,
      knownAccounts: new Set([accountId]),
    }),
  ].find(({ roleArn }) => roleArn === arnOf("own"));
  if (!judged?.judgement) throw new Error("The role was not judged.");
  const { judgement, verdicts } = judged;
  const admin = verdicts.admin.state === "known" ? verdicts.admin.evidence : [];
  const marks = statementMarks(judgement, admin);
  const document = (kind: StoredDocument["kind"], source: string, Statement: readonly object[]): StoredDocument => ({
    ...{ kind, source, name: source, version: null },
    document: { Version: "2012-10-17", Statement },
  });
  const policies = [document("inline", "inline:work", statements), document("trust", "trust", trust)].map((one) =>
    policyView(one, marks),
  );
  const find = statementFinder(policies);
  const view = judgementView(judgement, { admin, find, knownRoles: new Set([arnOf("strong")]) });
  return { judgement, view, policies, find };
}

const verdictOf = ({ verdicts }: RoleJudgementView, name: string) => verdicts.find((verdict) => verdict.name === name);
const marksOf = ({ policies }: Shown) =>
  policies.flatMap(({ statements }) => statements.map(({ marks }) => marks.map(({ kind }) => kind)));

describe("a judgement as its page shows it", () => {
  it("answers eight questions in their order, and leads to the statement that proves each", () => {
    const role = shown([logs, allow("s3:*"), allow("secretsmanager:GetSecretValue")]);
    expect(role.view.verdicts.map(({ name, value }) => [name, value])).toEqual([
      ["admin", false],
      ["privilegeEscalation", false],
      ["wildcardActions", true],
      ["wildcardResourceWrite", true],
      ["credentialsExposure", false],
      ["dataExfiltration", true],
      ["resourceExposure", true],
      ["infrastructureModification", true],
    ]);
    const anchors = role.policies[0]?.statements.map(({ anchor }) => anchor);
    expect(verdictOf(role.view, "wildcardActions")?.statements).toEqual([
      { anchor: anchors?.[1], label: "statement 2 of inline:work" },
    ]);
    expect(verdictOf(role.view, "dataExfiltration")?.statements.map(({ anchor }) => anchor)).toEqual(anchors?.slice(1));
  });

  it("says of a verdict that weighs nothing that it is ordinary work, and lights nothing", () => {
    const role = shown([logs]);
    expect(verdictOf(role.view, "wildcardResourceWrite")).toMatchObject({ value: true, severity: null });
    expect(verdictOf(role.view, "wildcardResourceWrite")?.because).toMatch(/ordinary/);
    expect(role.policies[0]?.statements[0]?.marks.map(({ severity }) => severity)).toEqual([null, null]);
  });

  it("does not lead to ordinary work where something else weighs", () => {
    const role = shown([logs, allow("sqs:SendMessage")]);
    expect(verdictOf(role.view, "wildcardResourceWrite")?.actions).toEqual([
      "sqs:SendMessage",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ]);
    expect(verdictOf(role.view, "wildcardResourceWrite")?.statements.map(({ label }) => label)).toEqual([
      "statement 2 of inline:work",
    ]);
    expect(role.policies[0]?.statements.map(isLit)).toEqual([false, true]);
  });

  it("marks what makes an administrator as that alone", () => {
    const role = shown([logs, allow("*")]);
    expect(marksOf(role)[1]).toEqual(["admin"]);
    expect(verdictOf(role.view, "privilegeEscalation")).toMatchObject({ value: true, severity: "critical", total: 0 });
    expect(role.view.escalations).toEqual({ telling: [], longer: [] });
  });

  it("tells ways to gain rights with their steps, folds those that need more, and links what is gained", () => {
    const role = shown([
      logs,
      allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction", "lambda:AddPermission"]),
    ]);
    const { telling, longer } = role.view.escalations;
    expect(telling.length).toBeGreaterThan(0);
    expect(longer.length).toBeGreaterThan(0);
    const [first] = telling;
    expect(first?.steps.map(({ action }) => action)).toEqual(expect.arrayContaining(["iam:PassRole"]));
    expect(first?.steps[0]?.statements.map(({ label }) => label)).toEqual(["statement 2 of inline:work"]);
    expect(first?.gains).toEqual([{ text: arnOf("strong"), href: `/roles/arn:aws:iam::${accountId}:role%2Fstrong` }]);
    expect(marksOf(role)[1]).toContain("privilegeEscalation");
  });

  it("lights a statement as gravely as the gravest thing that it proves", () => {
    const { judgement } = shown([allow(["iam:PassRole", "lambda:CreateFunction"])]);
    const [path] = judgement.escalations;
    if (path === undefined) throw new Error("There is no way.");
    const ways = (...potentials: readonly boolean[]) => potentials.map((potential) => ({ ...path, potential }));
    const gravest = (escalations: RoleJudgement["escalations"]) =>
      [...statementMarks({ ...judgement, escalations }, []).values()]
        .flat()
        .find(({ kind }) => kind === "privilegeEscalation")?.severity;
    expect([gravest(ways(false, true)), gravest(ways(true, false)), gravest(ways(true))]).toEqual([
      "high",
      "high",
      "medium",
    ]);
  });

  it("names the conditions of what would be true only under them", () => {
    const role = shown([allow("s3:GetObject", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc" } } })]);
    const verdict = verdictOf(role.view, "dataExfiltration");
    expect(verdict?.value).toBe(false);
    expect(verdict?.onlyIf).toEqual([
      {
        link: expect.objectContaining({ label: "statement 1 of inline:work" }),
        actions: ["s3:GetObject"],
        conditions: ["aws:PrincipalOrgID is o-abc"],
      },
    ]);
  });

  it("lights the statement that trusts a stranger, and says it once", () => {
    const role = shown([logs], [lambdaTrust, strangerTrust]);
    expect(marksOf(role).at(-1)).toEqual(["trust"]);
    const { issues, accounts } = assumersView(role.judgement.trust, { accountNames: new Map(), find: role.find });
    expect(issues.map(({ kind, statement }) => [kind, statement.label])).toEqual([
      ["missingExternalId", "statement 2 of the trust policy"],
    ]);
    expect(accounts).toEqual([{ accountId: "999988887777", known: false, name: null }]);
  });
});

it("shows a document that cannot be read as such, and a statement that stands twice under two addresses", () => {
  const document = { kind: "inline", source: "inline:x", name: "x", version: null } as const;
  const unread = (text: unknown) => policyView({ ...document, document: text }, new Map()).unknown;
  expect(unread(undefined)).toMatch(/not among those/);
  expect(unread("{ no json")).toMatch(/cannot|can be read/);
  expect(unread('%7B"Statement":[]%7D')).toBeNull();
  const twice = policyView({ ...document, document: { Statement: [logs, logs] } }, new Map());
  expect(new Set(twice.statements.map(({ anchor }) => anchor)).size).toBe(2);
});
