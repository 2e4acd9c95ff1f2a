import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasAction } from "#lib/domain/iam/action-set.ts";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import { roleRights } from "#lib/domain/iam/role-rights.ts";
import { compilePolicy } from "#lib/domain/iam/statement-grant.ts";
import type { SourcedDocument } from "./access-decision.ts";
import { decideAccess } from "./decide-access.ts";

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly [element: string]: unknown;
}
type Documents = readonly (readonly Statement[])[];

const home = { partition: "aws", accountId: "123456789012" };
const roleArn = "arn:aws:iam::123456789012:role/r";
const requested = ["GetObject", "PutObject", "DeleteBucketPolicy"] as const;
/** One object or bucket for each combination of the patterns below that a name can match. */
const resources = ["a", "a/b", "a/bz", "a/z", "a/z/bz", "a/c", "x/c", "x/bz", "x/z", "xy"].map(
  (name) => `arn:aws:s3:::${name}`,
);
const everyObject = "arn:aws:s3:::*";

const action = fc.constantFrom("*", "s3:*", "s3:Get*", "S3:GetObject", "s3:*Object", "s3:P?tObject", "sqs:*", "s3:*y");
const names = ["a/*", "a/b*", "?/c", "*/b?"].map((name) => `arn:aws:s3:::${name}`);
const resourceElement = fc.oneof(
  fc.record({ Resource: fc.array(fc.constantFrom("*", everyObject, ...names), { minLength: 1, maxLength: 2 }) }),
  // All of S3 is not among them: what is left then are ARNs on which no action of S3 acts.
  fc.record({ NotResource: fc.array(fc.constantFrom("*", ...names), { minLength: 1, maxLength: 2 }) }),
);
const condition = fc.constantFrom<object>(
  { Bool: { "aws:SecureTransport": true } },
  { StringEquals: { "aws:PrincipalTag/team": "a" } },
  { StringNotEquals: { "aws:PrincipalTag/team": "a" } },
  { StringLikeIfExists: { "aws:SourceVpce": ["vpce-1", "vpce-2*"] } },
  { StringEquals: { "aws:PrincipalAccount": "210987654321" } },
);

function statement(effect: "Allow" | "Deny", conditions: boolean): fc.Arbitrary<Statement> {
  return fc
    .tuple(
      fc.constantFrom("Action", "Action", "NotAction"),
      fc.array(action, { minLength: 1, maxLength: 2 }),
      resourceElement,
      conditions ? fc.option(condition, { nil: null }) : fc.constant(null),
    )
    .map(([actions, actionList, element, found]) => ({
      Effect: effect,
      [actions]: actionList,
      ...element,
      ...(found === null ? {} : { Condition: found }),
    }));
}
const list = (conditions: boolean) =>
  fc.array(fc.oneof(statement("Allow", conditions), statement("Allow", conditions), statement("Deny", conditions)), {
    maxLength: 5,
  });
const request = fc.record({
  action: fc.constantFrom(...requested).map((name) => `s3:${name}`),
  resource: fc.constantFrom(...resources, everyObject, "arn:aws:s3:::a/*", "*"),
  context: fc.constantFrom<Record<string, string | string[]>>(
    {},
    { "aws:PrincipalTag/team": "a" },
    { "aws:PrincipalTag/team": [], "aws:SourceVpce": "vpce-22" },
  ),
});

function parsed(statements: readonly Statement[]) {
  const document = parsePolicyDocument({ Version: "2012-10-17", Statement: statements });
  if (document.kind === "error") throw new Error(document.message);
  return document;
}
const sourced = (statements: readonly Statement[], at: number): SourcedDocument => ({
  source: `inline:${at}`,
  document: parsed(statements),
});

interface Limits {
  readonly boundary?: readonly Statement[] | null;
  readonly levels?: readonly Documents[];
}

function decide(
  policies: Documents,
  asked: Parameters<typeof decideAccess>[1],
  { boundary = null, levels = [] }: Limits = {},
) {
  const role = {
    roleArn,
    policies: policies.map(sourced),
    boundary: boundary === null ? null : sourced(boundary, 0),
    limits: levels.map((level) => level.map(sourced)),
  };
  return decideAccess(role, asked);
}

const rank = { denied: 0, conditional: 1, allowed: 2 } as const;
const ranked = (...args: Parameters<typeof decide>) => rank[decide(...args).answer];

function recased(statements: readonly Statement[], change: (text: string) => string): readonly Statement[] {
  return statements.map((entry) => {
    const element = "Action" in entry ? "Action" : "NotAction";
    const patterns = entry[element];
    return { ...entry, [element]: Array.isArray(patterns) ? patterns.map((text) => change(String(text))) : patterns };
  });
}

describe("laws of a decision", () => {
  it("adding a Deny never adds a right, adding an Allow never removes one", () => {
    fc.assert(
      fc.property(
        list(true),
        statement("Deny", true),
        statement("Allow", true),
        request,
        (own, denying, allowing, asked) => {
          const before = ranked([own], asked);
          expect(ranked([[...own, denying]], asked)).toBeLessThanOrEqual(before);
          expect(ranked([own, [allowing]], asked)).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });

  it("boundary and service control policies only cut: for one resource they are an intersection", () => {
    const one = request.filter((asked) => !asked.resource.includes("*"));
    fc.assert(
      fc.property(
        list(true),
        list(true),
        fc.array(list(true), { maxLength: 2 }),
        one,
        (own, boundary, level, asked) => {
          const bounded = ranked([own], asked, { boundary, levels: [level] });
          const separate = [ranked([own], asked), ranked([boundary], asked), ranked(level, asked)];
          expect(bounded).toBe(Math.min(...separate));
        },
      ),
    );
  });

  it("order of statements, order of policies and split over policies are irrelevant", () => {
    fc.assert(
      fc.property(list(true), fc.nat(5), request, (own, at, asked) => {
        const whole = ranked([own], asked);
        expect(ranked([[...own].reverse()], asked)).toBe(whole);
        expect(ranked([own.slice(0, at), own.slice(at)], asked)).toBe(whole);
        expect(ranked([own.slice(at), own.slice(0, at)], asked)).toBe(whole);
      }),
    );
  });

  it("letter case of actions is irrelevant", () => {
    fc.assert(
      fc.property(list(true), request, (own, asked) => {
        const whole = ranked([own], asked);
        expect(ranked([recased(own, (text) => text.toUpperCase())], asked)).toBe(whole);
        expect(ranked([own], { ...asked, action: asked.action.toLowerCase() })).toBe(whole);
      }),
    );
  });

  it("what more is told never overturns an answer", () => {
    const told = fc.record({ "aws:PrincipalTag/team": fc.constantFrom<string | string[]>("a", "b", []) });
    fc.assert(
      fc.property(list(true), request, told, (own, asked, context) => {
        const open = decide([own], { ...asked, context: {} }).answer;
        if (open !== "conditional") expect(decide([own], { ...asked, context }).answer).toBe(open);
      }),
    );
  });

  it("what is said of many resources holds of each", () => {
    fc.assert(
      fc.property(list(true), list(true), request, (own, boundary, asked) => {
        const many = decide([own], { ...asked, resource: everyObject }, { boundary }).answer;
        const each = resources.map((name) => decide([own], { ...asked, resource: name }, { boundary }).answer);
        if (many !== "conditional") expect(new Set(each)).toEqual(new Set([many]));
      }),
    );
  });

  it("explains itself: an allowed request names an Allow, an explicit Deny a Deny, a condition what must hold", () => {
    fc.assert(
      fc.property(list(true), fc.option(list(true), { nil: null }), request, (own, boundary, asked) => {
        const { answer, because, conditions, explicitDeny, sentence } = decide([own], asked, { boundary });
        const effects = because.map(({ effect }) => effect);
        if (answer === "allowed") expect(new Set(effects)).toEqual(new Set(["Allow"]));
        if (explicitDeny) expect([answer, ...new Set(effects)]).toEqual(["denied", "Deny"]);
        expect(conditions.length > 0).toBe(answer === "conditional");
        expect(sentence).toMatch(
          /^s3:\w+ on [^ ].* (is allowed by|is denied|is allowed only if) .*\S\.$|is denied: .*\S\.$/,
        );
      }),
    );
  });
});

describe("rights of a role and decisions", () => {
  const universe = actionUniverse();
  const start = universe.serviceByPrefix.get("s3")?.start ?? universe.size;
  const compiled = (statements: readonly Statement[]) => compilePolicy(parsed(statements), home.partition);

  it("agree: an action is effective if and only if it is allowed on some resource", () => {
    const levels = fc.array(fc.array(list(false), { maxLength: 2 }), { maxLength: 2 });
    const boundaries = fc.option(list(false), { nil: null });
    fc.assert(
      fc.property(fc.array(list(false), { maxLength: 2 }), boundaries, levels, (own, boundary, limits) => {
        const { effective } = roleRights(
          own.map((statements, at) => ({ source: `inline:${at}`, compiled: compiled(statements) })),
          boundary === null ? null : compiled(boundary),
          home,
          limits.map((level) => level.map(compiled)),
        );
        for (const name of requested) {
          const isEffective = hasAction(effective, universe.names.indexOf(name, start));
          const ask = (arn: string) =>
            decide(own, { action: `s3:${name}`, resource: arn }, { boundary, levels: limits }).answer;
          expect([name, resources.some((arn) => ask(arn) === "allowed")]).toEqual([name, isEffective]);
          expect([name, ask(everyObject) !== "denied"]).toEqual([name, isEffective]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
