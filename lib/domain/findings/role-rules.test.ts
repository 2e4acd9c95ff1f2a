import { describe, expect, it } from "vitest";
import type { EscalationPath } from "#lib/domain/iam/escalation/escalation-path.ts";
import type { RoleJudgement } from "#lib/domain/iam/judgement/role-judgement.ts";
import { verdictsOfRights } from "#lib/domain/iam/role-verdicts.ts";
import type { TrustIssue } from "#lib/domain/iam/trust-verdicts.ts";
import { judgeReach } from "#lib/domain/iam/verdicts/judge-reach.ts";
import type { ReachVerdict, Weight } from "#lib/domain/iam/verdicts/reach.ts";
import { allow, rightsOf } from "#lib/domain/iam/verdicts/rights.fixture.ts";
import type { RuleId } from "./finding.ts";
import { judgementOf, reconcileFindings } from "./reconcile-findings.ts";
import { allowStatement, judgementWith, trustOf, verdictOn } from "./role-judgement.fixture.ts";
import { manyFunctions } from "./rules/role-shared.ts";
import { roleRules } from "./rules.ts";
import type { RoleSubject } from "./subjects.ts";

const roleArn = "arn:aws:iam::111122223333:role/orders";
const functions = (count: number) =>
  Array.from({ length: count }, (_, index) => `arn:aws:lambda:eu-west-1:111122223333:function:f${index}`);

function subjectOf(judgement: RoleJudgement | null, change: Partial<RoleSubject> = {}, services: string[] = []) {
  const lost = { state: "unknown", reason: "r" } as const;
  const admin = judgement?.verdicts.admin ?? false;
  const evidence = [{ source: "inline:all", statement: allowStatement("*") }];
  const wildcardServices = admin ? ["*"] : services;
  const subject: RoleSubject = {
    roleArn,
    functionArns: functions(1),
    functionsKnown: true,
    teams: [],
    verdicts:
      judgement === null
        ? { admin: lost, wildcardServices: lost }
        : {
            admin: { state: "known", value: admin, evidence: admin ? evidence : [] },
            wildcardServices: { state: "known", value: wildcardServices, evidence },
          },
    judgement: judgement === null ? lost : { state: "known", value: judgement },
    ...change,
  };
  return subject;
}

function judge(rule: RuleId, subject: RoleSubject) {
  const found = roleRules.find(({ id }) => id === rule) ?? expect.fail(rule);
  return judgementOf(found, roleArn, subject);
}

const medium: Weight = { severity: "medium", because: "It can." };
const path = (id: string, actions: string[], potential = false): EscalationPath => ({
  id,
  title: id,
  potential,
  viaRole: null,
  gains: ["arn:admin"],
  steps: actions.map((action) => ({
    action,
    resources: ["*"],
    proofs: [{ source: "inline:access", statement: allowStatement(action), actions: [action], resources: ["*"] }],
  })),
});
const issue = (kind: TrustIssue["kind"], severity: TrustIssue["severity"]): TrustIssue => ({
  kind,
  severity,
  because: `Because of ${kind}.`,
  principal: "210987654321",
  accountId: "210987654321",
  statement: { Effect: "Allow", Principal: { AWS: "210987654321" }, Action: "sts:AssumeRole" },
});

const everything = judgementWith({
  severity: "high",
  escalations: [path("own", ["iam:PutRolePolicy"])],
  trust: trustOf([issue("anyPrincipal", "critical")]),
  reach: {
    credentialsExposure: verdictOn(["sts:AssumeRole"], medium),
    dataExfiltration: verdictOn(["s3:GetObject"], medium),
    resourceExposure: verdictOn(["s3:PutBucketPolicy"], medium),
    wildcardResourceWrite: verdictOn(["sqs:DeleteQueue"], { ...medium, services: ["sqs"] }),
  },
});
const shared = { functionArns: functions(2), teams: ["web", "data"] };
const harmless = judgementWith();
const no = "notApplicable";
const yes = "evidence";

describe("rules over roles", () => {
  it.each([
    ["all there is", subjectOf(everything, shared, ["sns"]), Array(9).fill(yes).with(0, "pass")],
    ["nothing", subjectOf(harmless, shared), Array(9).fill("pass")],
    ["unknown", subjectOf(null, shared), Array(9).fill("unknown")],
    [
      "an administrator",
      subjectOf({ ...everything, verdicts: judgementWith({ admin: true }).verdicts }, shared),
      [yes, no, no, no, no, no, no, yes, yes],
    ],
    ["unused", subjectOf(everything, { functionArns: [] }, ["sns"]), Array(9).fill(no).with(7, yes)],
    [
      "unused as far as is known",
      subjectOf(everything, { functionArns: [], functionsKnown: false }, ["sns"]),
      Array(9).fill("unknown").with(0, "pass").with(7, yes),
    ],
    [
      "ordinary, unused as far as is known",
      subjectOf(harmless, { functionArns: [], functionsKnown: false }),
      Array(9).fill("pass"),
    ],
    [
      "used by some that are known",
      subjectOf(everything, { functionsKnown: false }, ["sns"]),
      Array(9).fill(yes).with(0, "pass").with(8, "unknown"),
    ],
    ["ordinary, in use by some", subjectOf(harmless, { functionsKnown: false }), Array(9).fill("pass")],
    ["every service but a few", subjectOf(everything, shared, ["*"]), ["pass", yes, yes, no, no, no, no, yes, yes]],
  ])("%s", (_, subject, kinds) => {
    expect(roleRules.map(({ id }) => judge(id, subject).result.kind)).toEqual(kinds);
  });

  it("shows statements and services", () => {
    expect(judge("role-wildcard-service", subjectOf(harmless, {}, ["dynamodb", "s3"])).result).toEqual({
      kind: "evidence",
      evidence: [
        { fact: "policy statement", source: "inline:all", value: allowStatement("*") },
        { fact: "services", source: roleArn, value: ["dynamodb", "s3"] },
      ],
    });
  });
});

describe("rules over what a role can reach", () => {
  it("say why, with the weight's severity and each statement once", () => {
    const twice = verdictOn(["s3:GetObject", "s3:GetObject"], {
      severity: "high",
      because: "It can read all objects.",
    });
    const subject = subjectOf(judgementWith({ reach: { dataExfiltration: twice } }));
    expect(judge("role-data-exfiltration", subject)).toMatchObject({
      severity: "high",
      result: {
        evidence: [
          { fact: "reach", source: roleArn, value: "It can read all objects." },
          { fact: "policy statement", source: "inline:access", value: allowStatement("s3:GetObject") },
        ],
      },
    });
  });

  it("are silent about what weighs nothing", () => {
    const subject = subjectOf(judgementWith({ reach: { dataExfiltration: verdictOn(["s3:GetObject"], null) } }));
    expect(judge("role-data-exfiltration", subject).result.kind).toBe("pass");
  });

  it("do not show statements that give only what is harmless", () => {
    const wildcardResourceWrite = verdictOn(["logs:PutLogEvents", "sqs:DeleteQueue"], { ...medium, services: ["sqs"] });
    const { result } = judge(
      "role-wildcard-resource-write",
      subjectOf(judgementWith({ reach: { wildcardResourceWrite } })),
    );
    expect(result).toMatchObject({
      evidence: [{ fact: "reach" }, { fact: "policy statement", value: allowStatement("sqs:DeleteQueue") }],
    });
  });

  it("change the severity of a finding that is there, and leave the rest of it", () => {
    const of = (severity: Weight["severity"]) =>
      judge(
        "role-data-exfiltration",
        subjectOf(
          judgementWith({ reach: { dataExfiltration: verdictOn(["ssm:GetParameter"], { ...medium, severity }) } }),
        ),
      );
    const [opened] = reconcileFindings([], [of("high")], new Date(1));
    const [changed] = reconcileFindings([opened?.finding ?? expect.fail()], [of("medium")], new Date(2));
    expect(changed).toMatchObject({ outcome: "refreshed", finding: { severity: "medium", firstSeen: new Date(1) } });
  });
});

describe("role-wildcard-resource-write", () => {
  const writes = (actions: string[], services: string[], total = actions.length) =>
    verdictOn(actions, { ...medium, services }, total);
  /** Services that the statements which write to them grant whole. */
  const wholeBy = (services: readonly string[], { proofs }: ReachVerdict) => ({
    ...verdictOn([], medium),
    proofs: proofs.map((proof) => ({ ...proof, actions: services.map((service) => `${service}:*`) })),
  });

  it.each([
    ["a service that is granted whole", writes(["sqs:DeleteQueue"], ["sqs"]), [], ["sqs"], no],
    ["a whole service, in a list that was cut", writes(["sqs:DeleteQueue"], ["sqs"], 900), [], ["sqs"], no],
    ["a whole service and another", writes(["sns:DeleteTopic", "sqs:DeleteQueue"], ["sns", "sqs"]), [], ["sqs"], yes],
    ["what lets others in", writes(["s3:PutBucketPolicy"], ["s3"]), ["s3:PutBucketPolicy"], [], no],
    [
      "that, beside ordinary needs and a whole service",
      writes(["logs:PutLogEvents", "s3:PutBucketPolicy", "sqs:DeleteQueue"], ["s3", "sqs"]),
      ["s3:PutBucketPolicy"],
      ["sqs"],
      no,
    ],
    ["what takes credentials", writes(["sts:AssumeRole"], ["sts"]), [], [], no, ["sts:AssumeRole"]],
    ["that and more", writes(["s3:PutBucketPolicy", "s3:PutObject"], ["s3"]), ["s3:PutBucketPolicy"], [], yes],
    ["that, in a list that was cut", writes(["s3:PutBucketPolicy"], ["s3"], 41), ["s3:PutBucketPolicy"], [], yes],
  ])("%s", (_, wildcardResourceWrite, exposed, whole, kind, taken: string[] = []) => {
    const resourceExposure = verdictOn(exposed, medium);
    const credentialsExposure = verdictOn(taken, medium);
    const reach = {
      wildcardResourceWrite,
      resourceExposure,
      credentialsExposure,
      wildcardActions: wholeBy(whole, wildcardResourceWrite),
    };
    const judgement = judgementWith({ reach });
    expect(judge("role-wildcard-resource-write", subjectOf(judgement, {}, whole)).result.kind).toBe(kind);
  });

  it.each([
    ["by the same statement", [allow("s3:*")], no],
    ["by one statement, with others beside it", [allow("s3:*"), allow("s3:PutObject")], no],
    ["of one bucket only", [allow("s3:*", "arn:aws:s3:::a*"), allow("s3:PutObject")], yes],
    [
      "of one bucket only, by a statement on all queues",
      [allow(["s3:*", "sqs:*"], ["arn:aws:s3:::a*", "arn:aws:sqs:*"]), allow("s3:PutObject")],
      yes,
    ],
    ["of one bucket only, with nothing else", [allow("s3:*", "arn:aws:s3:::a*")], "pass"],
  ])("writes on all resources of a service that is granted whole %s", (_, statements, kind) => {
    const rights = rightsOf([statements]);
    const judgement = judgementWith({ reach: judgeReach(rights) });
    const subject = subjectOf(judgement, { verdicts: verdictsOfRights(rights) });
    expect(judge("role-wildcard-resource-write", subject).result.kind).toBe(kind);
  });
});

describe("role-privilege-escalation", () => {
  const escalating = (...escalations: EscalationPath[]) => subjectOf(judgementWith({ escalations }));

  it("shows each telling path, certain ones first, and each statement once", () => {
    const needless = path("update-and-invoke", ["lambda:UpdateFunctionCode", "lambda:InvokeFunction"]);
    const perhaps = path("perhaps", ["states:UpdateStateMachine"], true);
    const subject = escalating(perhaps, needless, path("update", ["lambda:UpdateFunctionCode"]));
    const step = (action: string) => [{ action, resources: ["*"] }];
    const gains = ["arn:admin"];
    expect(judge("role-privilege-escalation", subject)).toEqual({
      rule: "role-privilege-escalation",
      resourceArn: roleArn,
      severity: "high",
      result: {
        kind: "evidence",
        severity: "high",
        evidence: [
          {
            fact: "escalation path",
            source: roleArn,
            value: {
              set: "update",
              title: "update",
              steps: step("lambda:UpdateFunctionCode"),
              gains,
              potential: false,
            },
          },
          {
            fact: "escalation path",
            source: roleArn,
            value: {
              set: "perhaps",
              title: "perhaps",
              steps: step("states:UpdateStateMachine"),
              gains,
              potential: true,
            },
          },
          { fact: "policy statement", source: "inline:access", value: allowStatement("lambda:UpdateFunctionCode") },
          { fact: "policy statement", source: "inline:access", value: allowStatement("states:UpdateStateMachine") },
        ],
      },
    });
  });

  it("is less grave where nothing is certain", () => {
    expect(judge("role-privilege-escalation", escalating(path("perhaps", ["ssm:SendCommand"], true))).severity).toBe(
      "medium",
    );
  });

  it("shows ten ways at most", () => {
    const many = Array.from({ length: 14 }, (_, index) => path(`set-${index}`, [`sqs:Action${index}`]));
    const { result } = judge("role-privilege-escalation", escalating(...many));
    const shown = result.kind === "evidence" ? result.evidence.filter(({ fact }) => fact === "escalation path") : [];
    expect(shown).toHaveLength(10);
  });
});

describe("role-trust", () => {
  const trusting = (issues: TrustIssue[], change: Partial<RoleSubject> = {}, services = ["lambda.amazonaws.com"]) =>
    subjectOf(judgementWith({ trust: trustOf(issues, services) }), change);

  it("is as grave as the gravest issue, and says once what a missing external id says", () => {
    const foreign = issue("foreignAccount", "low");
    const missing = issue("missingExternalId", "medium");
    const subject = trusting([foreign, missing]);
    expect(judge("role-trust", subject)).toMatchObject({
      severity: "medium",
      result: {
        evidence: [
          { fact: "reach", source: roleArn, value: "Because of missingExternalId." },
          { fact: "policy statement", source: "trust policy", value: missing.statement },
        ],
      },
    });
    expect(judge("role-trust", trusting([foreign])).severity).toBe("low");
  });

  it("asks of unused roles only where Lambda may assume them", () => {
    const open = [issue("anyPrincipal", "critical")];
    expect(judge("role-trust", trusting(open, { functionArns: [] })).result.kind).toBe(yes);
    expect(judge("role-trust", trusting(open, { functionArns: [] }, ["ec2.amazonaws.com"])).result.kind).toBe(no);
  });

  it("does not know whom an unread trust policy lets in", () => {
    const subject = subjectOf(judgementWith({ trust: { state: "unknown", reason: "Not JSON." } }));
    expect(judge("role-trust", subject).result).toEqual({ kind: "unknown", reason: "Trust policy: Not JSON." });
  });
});

describe("role-shared", () => {
  const because = "It can read all secrets.";
  it.each([
    ["two teams", 2, ["web", "data"], "high", "medium"],
    ["two teams, less grave", 2, ["web", "data"], "medium", "low"],
    ["very many functions of one team", manyFunctions, ["web"], "critical", "medium"],
  ] as const)("%s", (_, count, teams, severity, expected) => {
    const subject = subjectOf(judgementWith({ severity, because }), { functionArns: functions(count), teams });
    expect(judge("role-shared", subject)).toMatchObject({
      severity: expected,
      result: {
        evidence: [
          { fact: "shared role", source: roleArn, value: { functions: count, teams: [...teams].sort(), because } },
        ],
      },
    });
  });

  it.each([
    ["one team's few functions", manyFunctions - 1, ["web"], "high"],
    ["ordinary work", 30, ["web", "data"], null],
    ["one function", 1, ["data"], "critical"],
  ] as const)("%s passes", (_, count, teams, severity) => {
    const subject = subjectOf(judgementWith({ severity, because }), { functionArns: functions(count), teams });
    expect(judge("role-shared", subject).result.kind).toBe("pass");
  });
});
