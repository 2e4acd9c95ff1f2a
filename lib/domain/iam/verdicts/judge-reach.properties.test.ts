import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeReach } from "./judge-reach.ts";
import { type Reach, type ReachVerdict, statementsAlone } from "./reach.ts";
import { rightsOf, type Statement } from "./rights.fixture.ts";
import { severityOf } from "./severity-of.ts";

const action = fc.constantFrom(
  "*",
  "s3:*",
  "S3:Get*",
  "s3:GetObject",
  "sqs:*",
  "sqs:SendMessage",
  "sqs:Add*",
  "rds-db:*",
  "iam:PassRole",
  "iam:*",
  "sts:AssumeRole",
  "secretsmanager:Get*",
  "*:Put*",
  "nosuch:*",
);
const resource = fc.constantFrom(
  "*",
  "*",
  "arn:aws:*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::*/*",
  "arn:aws:s3:::a/*",
  "arn:aws:sqs:*:*:*",
  "arn:aws:sqs:*:*:q",
  "arn:aws:iam::123456789012:*",
  "arn:aws:iam::*:role/a",
  "arn:aws:secretsmanager:*:*:secret:*",
);
const condition = fc.constantFrom(
  {},
  {},
  {},
  { Condition: { Bool: { "aws:SecureTransport": true } } },
  { Condition: { StringEquals: { "aws:ResourceTag/a": "b" } } },
);
const statement = (Effect: "Allow" | "Deny"): fc.Arbitrary<Statement> =>
  fc
    .tuple(
      fc.constantFrom("Action", "Action", "Action", "NotAction"),
      fc.uniqueArray(action, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("Resource", "Resource", "Resource", "NotResource"),
      fc.uniqueArray(resource, { minLength: 1, maxLength: 2 }),
      condition,
    )
    .map(([actions, actionList, resources, resourceList, test]) => ({
      Effect,
      [actions]: actionList,
      [resources]: resourceList,
      ...test,
    }));
const statements = fc.array(fc.oneof(statement("Allow"), statement("Allow"), statement("Deny")), { maxLength: 5 });

const questions = [
  "wildcardActions",
  "wildcardResourceWrite",
  "credentialsExposure",
  "dataExfiltration",
  "resourceExposure",
  "infrastructureModification",
] as const satisfies readonly (keyof Reach)[];

const totals = (reach: Reach) => questions.map((question) => reach[question].total);
const facts = (reach: Reach) =>
  questions.map((question) => {
    const { value, actions, total, weight } = reach[question];
    return { value, actions, total, weight };
  });
const everyTotal = (a: Reach, b: Reach, holds: (first: number, second: number) => boolean) =>
  totals(a).every((total, at) => holds(total, totals(b)[at] ?? 0));

/** Whether every action of `inner` is in `outer`, where both show all. */
const isWithin = (inner: Reach, outer: Reach) =>
  questions.every((question) => {
    const { actions, total } = outer[question];
    return total > actions.length || inner[question].actions.every((name) => actions.includes(name));
  });

describe("laws of what a role can reach", () => {
  it("a Deny turns nothing on", () => {
    fc.assert(
      fc.property(statements, statement("Deny"), (list, added) => {
        const before = judgeReach(rightsOf([list]));
        const after = judgeReach(rightsOf([[...list, added]]));
        expect(everyTotal(after, before, (a, b) => a <= b)).toBe(true);
        expect(isWithin(after, before)).toBe(true);
      }),
    );
  });

  it("an Allow turns nothing off", () => {
    fc.assert(
      fc.property(statements, statement("Allow"), (list, added) => {
        const before = judgeReach(rightsOf([list]));
        const after = judgeReach(rightsOf([list, [added]]));
        expect(everyTotal(after, before, (a, b) => a >= b)).toBe(true);
        expect(isWithin(before, after)).toBe(true);
      }),
    );
  });

  it("boundary and limits only cut, one of everything cuts nothing", () => {
    const everything: Statement[] = [{ Effect: "Allow", Action: "*", Resource: "*" }];
    fc.assert(
      fc.property(statements, statements, (list, cut) => {
        const free = judgeReach(rightsOf([list]));
        const bound = judgeReach(rightsOf([list], { boundary: cut }));
        const limited = judgeReach(rightsOf([list], { limits: [everything, cut] }));
        expect(everyTotal(bound, free, (a, b) => a <= b)).toBe(true);
        expect(facts(limited)).toEqual(facts(bound));
        expect(facts(judgeReach(rightsOf([list], { boundary: everything })))).toEqual(facts(free));
      }),
    );
  });

  it("order of statements, split over policies and repetition are irrelevant", () => {
    fc.assert(
      fc.property(statements, fc.nat(5), (list, at) => {
        const whole = facts(judgeReach(rightsOf([list])));
        expect(facts(judgeReach(rightsOf([[...list].reverse()])))).toEqual(whole);
        expect(facts(judgeReach(rightsOf([list.slice(0, at), list.slice(at)])))).toEqual(whole);
        expect(facts(judgeReach(rightsOf([list, list])))).toEqual(whole);
      }),
    );
  });

  it("every verdict that is true has a proof, and every proof is an Allow that says so", () => {
    fc.assert(
      fc.property(statements, (list) => {
        const reach = judgeReach(rightsOf([list]));
        for (const question of questions) {
          const { value, total, actions, proofs, onlyIf } = reach[question];
          expect(value).toBe(total > 0);
          expect(proofs.length > 0).toBe(value);
          expect([...proofs, ...onlyIf].every((proof) => proof.statement.Effect === "Allow")).toBe(true);
          expect(proofs.every((proof) => proof.actions.length > 0)).toBe(true);
          expect(actions).toEqual([...actions].sort());
          if (total === actions.length) {
            expect(new Set(proofs.flatMap((proof) => proof.actions))).toEqual(new Set(actions));
          }
        }
      }),
    );
  });

  it("is the same but for names of actions and what holds only if, where nobody asks for those", () => {
    fc.assert(
      fc.property(statements, statements, (list, boundary) => {
        const rights = rightsOf([list], { boundary: [boundary[0] ?? { Effect: "Allow", Action: "*", Resource: "*" }] });
        const whole = judgeReach(rights);
        const brief = judgeReach(rights, statementsAlone);
        const toldAlike = ({ value, total, proofs, weight }: ReachVerdict) => ({
          value,
          total,
          weight,
          statements: proofs.map(({ source, statement: written, resources }) => ({ source, written, resources })),
        });
        for (const question of questions) {
          expect(toldAlike(brief[question])).toEqual(toldAlike(whole[question]));
          expect(brief[question]).toMatchObject({ actions: [], onlyIf: [] });
          expect(brief[question].proofs.flatMap(({ actions }) => actions)).toEqual([]);
        }
      }),
    );
  });

  it("what modifies on everything modifies on all resources, and has no less of a severity with more rights", () => {
    const ranks = [null, "low", "medium", "high", "critical"];
    const rank = (list: readonly Statement[]) =>
      ranks.indexOf(severityOf(judgeReach(rightsOf([list])), { admin: false, escalation: "none" }).severity);
    fc.assert(
      fc.property(statements, statement("Allow"), (list, added) => {
        const reach = judgeReach(rightsOf([list]));
        expect(reach.infrastructureModification.total).toBeLessThanOrEqual(reach.wildcardResourceWrite.total);
        expect(rank([...list, added])).toBeGreaterThanOrEqual(rank(list));
      }),
    );
  });
});
