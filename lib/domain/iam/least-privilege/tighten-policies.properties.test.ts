import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ActionUse, ServiceUse } from "#lib/domain/fleet/observed-role-usage.ts";
import type { SourcedDocument } from "#lib/domain/iam/decide/access-decision.ts";
import { decideAccess } from "#lib/domain/iam/decide/decide-access.ts";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import { tightenPolicies } from "./tighten-policies.ts";
import type { TighterPolicies } from "./tighter-policies.ts";
import { unseenUses } from "./unseen-uses.ts";

const roleArn = "arn:aws:iam::123456789012:role/r";
const now = new Date("2026-11-21T12:00:00Z");
const usedAt = new Date("2026-11-01T00:00:00Z");

/** Known actions, some that AWS may have added since the action list was made, and those that stay unseen. */
const actions = [
  "s3:GetObject",
  "s3:GetBucketPolicy",
  "s3:GetBucketAcl",
  "s3:PutBucketPolicy",
  "s3:DeleteBucket",
  "s3:GetSomethingNew",
  "s3:Zap",
  "sqs:SendMessage",
  "sqs:PurgeQueue",
  "iam:PassRole",
  "iam:CreateRole",
  "logs:PutLogEvents",
  "logs:DeleteLogGroup",
  "xray:PutTraceSegments",
  "brandnew:DoIt",
  "rds-db:connect",
] as const;
const resources = ["arn:aws:s3:::a/x", "arn:aws:s3:::b", "arn:aws:sqs:eu-west-1:123456789012:q", "*"];

const pattern = fc.oneof(
  fc.constantFrom(...actions),
  fc.constantFrom("*", "s3:*", "S3:Get*", "s3:*Policy", "s3:GetBucket*", "s3:?etObject", "s3:Zap*", "sqs:*", "*:Get*"),
  fc.constantFrom("iam:*", "iam:Pass*", "logs:*", "logs:Put*", "xray:*", "s*:*", "brandnew:*", "rds-db:*", "?am:*"),
);
const statement = fc
  .tuple(
    fc.constantFrom("Allow", "Allow", "Allow", "Deny"),
    fc.constantFrom("Action", "Action", "Action", "NotAction"),
    fc.array(pattern, { minLength: 1, maxLength: 4 }),
    fc.constantFrom<object>({ Resource: "*" }, { Resource: "arn:aws:s3:::a/*" }, { NotResource: "arn:aws:s3:::b" }),
    fc.constantFrom<object>({}, {}, { Condition: { StringEquals: { "aws:PrincipalTag/team": "a" } } }),
  )
  .map(
    ([Effect, element, list, scope, condition]): JsonObject => ({ Effect, [element]: list, ...scope, ...condition }),
  );
const documents = fc.array(fc.array(statement, { maxLength: 4 }), { minLength: 1, maxLength: 3 });

const actionUse = fc
  .tuple(
    fc.constantFrom("GetBucketPolicy", "PutBucketPolicy", "DeleteBucket", "Zap", "CreateRole", "PassRole"),
    fc.boolean(),
  )
  .map(([name, used]): ActionUse => ({ name, lastUsedAt: used ? usedAt : null, lastUsedRegion: null }));
const services = fc
  .uniqueArray(
    fc.record({
      namespace: fc.constantFrom("s3", "sqs", "iam", "logs", "xray", "rds-db", "brandnew"),
      used: fc.boolean(),
      actions: fc.option(fc.uniqueArray(actionUse, { selector: ({ name }) => name, minLength: 1, maxLength: 4 }), {
        nil: null,
      }),
    }),
    { selector: ({ namespace }) => namespace, maxLength: 7 },
  )
  .map((list) =>
    list.map(
      ({ namespace, used, actions: tracked }): ServiceUse => ({
        namespace,
        name: namespace,
        lastUsedAt: used ? usedAt : null,
        lastUsedRegion: null,
        actions: tracked,
      }),
    ),
  );

function parsed(document: unknown) {
  const read = parsePolicyDocument(document);
  if (read.kind === "error") throw new Error(read.message);
  return read;
}

const written = (statements: readonly JsonObject[]) => ({ Version: "2012-10-17", Statement: statements });

function tighten(lists: readonly (readonly JsonObject[])[], uses: readonly ServiceUse[]): TighterPolicies {
  const policies = lists.map((list, at) => ({
    source: `inline:${at}`,
    name: String(at),
    document: parsed(written(list)),
  }));
  const rest = { rights: null, readAt: now, createdAt: null, changedAt: null, knownSince: null, runtime: null };
  return tightenPolicies({ documents: policies, services: uses, ...rest }, now);
}

const rank = { denied: 0, conditional: 1, allowed: 2 } as const;

function decide(lists: readonly unknown[], action: string, resource: string): number {
  const policies = lists.map((list, at): SourcedDocument => ({ source: `inline:${at}`, document: parsed(list) }));
  const decision = decideAccess({ roleArn, policies, boundary: null, limits: [] }, { action, resource, context: {} });
  return rank[decision.answer];
}

const afterOf = ({ documents: all }: TighterPolicies) => all.flatMap(({ after }) => (after === null ? [] : [after]));
const isUsed = ({ lastUsedAt, actions: tracked }: ServiceUse) =>
  lastUsedAt !== null || (tracked?.some((one) => one.lastUsedAt !== null) ?? false);

describe("tighter policies", () => {
  it("never allow what the role's own do not", () => {
    fc.assert(
      fc.property(
        documents,
        services,
        fc.constantFrom(...actions),
        fc.constantFrom(...resources),
        (lists, uses, action, resource) => {
          const after = afterOf(tighten(lists, uses));
          expect(decide(after, action, resource)).toBeLessThanOrEqual(decide(lists.map(written), action, resource));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("keep every Deny as it is", () => {
    fc.assert(
      fc.property(documents, services, (lists, uses) => {
        const denied = (all: readonly JsonObject[]) =>
          all.flatMap(({ Statement }) =>
            Array.isArray(Statement) ? Statement.filter(({ Effect }) => Effect === "Deny") : [],
          );
        expect(denied(afterOf(tighten(lists, uses)))).toEqual(denied(lists.map(written)));
      }),
    );
  });

  it("leave all that was used, all that AWS does not track, and all that it cannot see", () => {
    const unseen = unseenUses(null).flatMap((use) => use.patterns);
    fc.assert(
      fc.property(
        documents,
        services,
        fc.constantFrom(...actions),
        fc.constantFrom(...resources),
        (lists, uses, action, resource) => {
          const [namespace = "", name = ""] = action.split(":");
          const use = uses.find((one) => one.namespace === namespace);
          const tracked = use?.actions?.find((one) => one.name === name);
          const stays =
            use === undefined ||
            unseen.includes(action.toLowerCase()) ||
            namespace === "rds-db" ||
            (isUsed(use) && (tracked === undefined || tracked.lastUsedAt !== null));
          fc.pre(stays);
          // A wildcard over services or actions is written out from the action list, which cannot name what is newer.
          fc.pre(action !== "brandnew:DoIt" && action !== "s3:GetSomethingNew" && action !== "s3:Zap");
          const after = afterOf(tighten(lists, uses));
          expect(decide(after, action, resource)).toBe(decide(lists.map(written), action, resource));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("take away all that was never used: of services that were not, and of tracked actions", () => {
    fc.assert(
      fc.property(
        documents,
        services,
        fc.constantFrom("s3:DeleteBucket", "sqs:PurgeQueue", "iam:CreateRole"),
        (lists, uses, action) => {
          const [namespace = "", name = ""] = action.split(":");
          const use = uses.find((one) => one.namespace === namespace);
          const tracked = use?.actions?.find((one) => one.name === name);
          fc.pre(use !== undefined && (!isUsed(use) || tracked?.lastUsedAt === null));
          expect(decide(afterOf(tighten(lists, uses)), action, "*")).toBe(0);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("say of every policy whether it changed, and are tight already when tightened again", () => {
    fc.assert(
      fc.property(documents, services, (lists, uses) => {
        const once = tighten(lists, uses);
        for (const { outcome, before, after } of once.documents) {
          if (outcome === "unchanged") expect(after ?? { ...before, Statement: [] }).toEqual(before);
          if (outcome === "removed") expect(after).toBeNull();
        }
        const left = afterOf(once).map(({ Statement }) => (Array.isArray(Statement) ? Statement : []));
        const twice = tighten(left, uses);
        expect(afterOf(twice)).toEqual(afterOf(once));
        expect(twice.removed).toEqual([]);
      }),
    );
  });
});
