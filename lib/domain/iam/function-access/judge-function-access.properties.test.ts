import fc from "fast-check";
import { expect, it } from "vitest";
import type { Json } from "#lib/domain/fleet/observed.ts";
import { parseResourcePolicy } from "#lib/domain/iam/resource-policy.ts";
import { actionIndex } from "#lib/domain/iam/verdicts/action-indices.ts";
import { changingActions } from "./changing-actions.ts";
import { compareVerdicts, type FunctionGrant } from "./function-grant.ts";
import { grantsOf } from "./grants-of.ts";
import { surroundingsOf } from "./judge-function-access.ts";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:f";
const around = surroundingsOf(arn, new Set(["222233334444"]), null);
const accounts = ["111122223333", "222233334444", "888800001111"];

const principal = fc.constantFrom<Json>(
  "*",
  { AWS: "*" },
  { AWS: accounts[2] ?? "" },
  { AWS: ["arn:aws:iam::888800001111:role/r", "arn:aws:iam::222233334444:root"] },
  { Service: "sns.amazonaws.com" },
  { Service: ["s3.amazonaws.com", "alexa-appkit.amazonaws.com"] },
);
const action = fc.constantFrom<Json>("lambda:InvokeFunction", "lambda:*", "lambda:Invoke*", [
  "lambda:UpdateFunctionCode",
  "lambda:GetFunction",
]);
const condition = fc.constantFrom<Json>(
  {},
  { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
  { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } },
  { StringEquals: { "aws:SourceAccount": accounts[0] ?? "" } },
  { StringNotEquals: { "aws:SourceAccount": accounts[0] ?? "" } },
  { StringEquals: { "aws:PrincipalAccount": accounts[2] ?? "" } },
  { StringNotEquals: { "aws:PrincipalAccount": accounts[2] ?? "" } },
  { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
  { Bool: { "aws:SecureTransport": "true" } },
);
const resource = fc.constantFrom<Json>(arn, "*", `${arn}:*`, `${arn}2`);
const statement = (effect: "Allow" | "Deny") =>
  fc.record({ who: principal, isNot: fc.boolean(), action, condition, resource }).map(
    ({ who, isNot, action: Action, condition: Condition, resource: Resource }): Json => ({
      Effect: effect,
      ...(isNot ? { NotPrincipal: who } : { Principal: who }),
      Action,
      Resource,
      Condition,
    }),
  );

/** What each statement gives each principal by each right, whatever the caller is called. */
function judge(statements: readonly Json[]): Map<string, FunctionGrant["verdict"]> {
  const policy = parseResourcePolicy({ Version: "2012-10-17", Statement: statements });
  if (policy.kind === "error") return expect.fail(policy.message);
  const best = new Map<string, FunctionGrant["verdict"]>();
  for (const { statement: written, principal: text, right, verdict } of grantsOf(policy, null, around)) {
    const key = JSON.stringify([written, text, right]);
    const before = best.get(key) ?? "none";
    best.set(key, compareVerdicts(verdict, before) > 0 ? verdict : before);
  }
  return best;
}

it("a Deny never adds access", () => {
  fc.assert(
    fc.property(
      fc.array(statement("Allow"), { maxLength: 4 }),
      fc.array(statement("Deny"), { maxLength: 3 }),
      statement("Deny"),
      (allows, denies, more) => {
        const before = judge([...allows, ...denies]);
        for (const [key, verdict] of judge([...allows, ...denies, more]))
          expect(compareVerdicts(verdict, before.get(key) ?? "none")).toBeLessThanOrEqual(0);
      },
    ),
  );
});

it("an Allow never takes access away", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(statement("Allow"), statement("Deny")), { maxLength: 5 }),
      statement("Allow"),
      (statements, more) => {
        const after = judge([...statements, more]);
        for (const [key, verdict] of judge(statements)) expect(after.get(key)).toBe(verdict);
      },
    ),
  );
});

it("the order of statements is irrelevant", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(statement("Allow"), statement("Deny")), { maxLength: 5 }),
      fc.infiniteStream(fc.nat()),
      (statements, keys) => {
        const shuffled = statements
          .map((one) => ({ one, at: keys.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const sorted = (judged: Map<string, string>) => [...judged].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(judge(shuffled))).toEqual(sorted(judge(statements)));
      },
    ),
  );
});

it("changing actions are ones that AWS documents, named once, in order", () => {
  expect(changingActions.filter((name) => actionIndex(name) === null)).toEqual([]);
  expect([...new Set(changingActions)].sort()).toEqual(changingActions);
});
