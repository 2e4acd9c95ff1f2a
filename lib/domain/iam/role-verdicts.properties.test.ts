import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addsTo, difference, isEmptySet, isEverything } from "./action-set.ts";
import { actionUniverse } from "./action-universe.ts";
import { isAdmin } from "./admin-rights.ts";
import { parsePolicyDocument } from "./parse-policy-document.ts";
import { roleRights } from "./role-rights.ts";
import { compilePolicy } from "./statement-grant.ts";
import { wildcardServices } from "./wildcard-services.ts";

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly [element: string]: unknown;
}

const home = { partition: "aws", accountId: "123456789012" };
const action = fc.constantFrom(
  "*",
  "s3:*",
  "s3:Get*",
  "S3:GetObject",
  "sqs:*",
  "iam:*",
  "iam:PassRole",
  "iam:*Policy",
  "lambda:Invoke?unction",
  "*:Describe*",
  "nosuch:*",
);
const resource = fc.constantFrom(
  "*",
  "arn:aws:*",
  "arn:aws:s3:::a/*",
  "arn:aws:s3:::*",
  "arn:aws:iam::123456789012:*",
  "arn:aws:iam::*:role/*",
);
const conditions = fc.constantFrom(
  {},
  {},
  { Condition: { Bool: { "aws:SecureTransport": true } } },
  { Condition: { StringEquals: { "aws:ResourceTag/a": "b" } } },
);

const statement = (effect: "Allow" | "Deny"): fc.Arbitrary<Statement> =>
  fc
    .tuple(
      fc.constantFrom("Action", "Action", "NotAction"),
      fc.array(action, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("Resource", "Resource", "NotResource"),
      fc.array(resource, { minLength: 1, maxLength: 2 }),
      conditions,
    )
    .map(([actions, actionList, resources, resourceList, condition]) => ({
      Effect: effect,
      [actions]: actionList,
      [resources]: resourceList,
      ...condition,
    }));
const statements = fc.array(fc.oneof(statement("Allow"), statement("Allow"), statement("Deny")), { maxLength: 6 });

function compiled(list: readonly Statement[]) {
  const document = parsePolicyDocument({ Version: "2012-10-17", Statement: list });
  if (document.kind === "error") throw new Error(document.message);
  return compilePolicy(document, home.partition);
}

type Documents = readonly (readonly Statement[])[];

function rightsOf(
  documents: Documents,
  boundary: readonly Statement[] | null = null,
  limits: readonly Documents[] = [],
) {
  const policies = documents.map((list, index) => ({ source: `inline:${index}`, compiled: compiled(list) }));
  const levels = limits.map((level) => level.map(compiled));
  return roleRights(policies, boundary === null ? null : compiled(boundary), home, levels);
}

/** What people see of a role's rights, without the evidence (its places move with the statements). */
function seen(...role: Parameters<typeof rightsOf>) {
  const rights = rightsOf(...role);
  return { effective: rights.effective, admin: isAdmin(rights), services: wildcardServices(rights).services };
}

const upperCased = (list: readonly Statement[], change: (text: string) => string) =>
  list.map((entry) =>
    Object.fromEntries(
      Object.entries(entry).map(([key, value]) =>
        key.endsWith("Action") && Array.isArray(value)
          ? [key, value.map((text) => change(String(text)))]
          : [key, value],
      ),
    ),
  ) as unknown as Statement[];

describe("laws of whole-role rights", () => {
  it("adding a Deny never adds a right", () => {
    fc.assert(
      fc.property(statements, statement("Deny"), (list, added) => {
        const before = seen([list]);
        const after = seen([[...list, added]]);
        expect(addsTo(after.effective, before.effective)).toBe(false);
        expect(after.admin && !before.admin).toBe(false);
      }),
    );
  });

  it("adding an Allow never removes one", () => {
    fc.assert(
      fc.property(statements, statement("Allow"), (list, added) => {
        const before = seen([list]);
        const after = seen([list, [added]]);
        expect(addsTo(before.effective, after.effective)).toBe(false);
        expect(before.admin && !after.admin).toBe(false);
      }),
    );
  });

  it("a boundary only cuts", () => {
    fc.assert(
      fc.property(statements, statements, (list, boundary) => {
        const free = seen([list]);
        const cut = seen([list], boundary);
        expect(addsTo(cut.effective, free.effective)).toBe(false);
        expect(addsTo(cut.effective, rightsOf([boundary]).effective)).toBe(false);
        expect(cut.admin && !free.admin).toBe(false);
      }),
    );
  });

  it("a boundary of everything changes nothing", () => {
    fc.assert(
      fc.property(statements, (list) => {
        const everything: Statement[] = [{ Effect: "Allow", Action: "*", Resource: "*" }];
        expect(seen([list], everything)).toEqual(seen([list]));
      }),
    );
  });

  it("a level of service control policies cuts as a boundary of the same statements does, wherever they stand", () => {
    fc.assert(
      fc.property(statements, statements, fc.nat(6), (list, limit, at) => {
        const bounded = seen([list], limit);
        expect(seen([list], null, [[limit]])).toEqual(bounded);
        expect(seen([list], null, [[limit.slice(at), limit.slice(0, at)]])).toEqual(bounded);
        expect(seen([list], limit, [[limit]])).toEqual(bounded);
      }),
    );
  });

  it("levels only cut, in whatever order, and one without a document leaves nothing", () => {
    fc.assert(
      fc.property(statements, statements, statements, (list, first, second) => {
        const cut = seen([list], null, [[first], [second]]);
        expect(seen([list], null, [[second], [first]])).toEqual(cut);
        expect(addsTo(cut.effective, seen([list], null, [[first]]).effective)).toBe(false);
        expect(isEmptySet(seen([list], null, [[first], []]).effective)).toBe(true);
      }),
    );
  });

  it("order of statements and split over policies are irrelevant", () => {
    fc.assert(
      fc.property(statements, fc.nat(6), (list, at) => {
        const whole = seen([list]);
        expect(seen([[...list].reverse()])).toEqual(whole);
        expect(seen([list.slice(0, at), list.slice(at)])).toEqual(whole);
      }),
    );
  });

  it("letter case of actions is irrelevant", () => {
    fc.assert(
      fc.property(statements, (list) => {
        const whole = seen([list]);
        expect(seen([upperCased(list, (text) => text.toUpperCase())])).toEqual(whole);
        expect(seen([upperCased(list, (text) => text.toLowerCase())])).toEqual(whole);
      }),
    );
  });

  it("an admin who is denied nothing holds every action", () => {
    fc.assert(
      fc.property(statements, (list) => {
        const rights = rightsOf([list.filter((entry) => entry.Effect === "Allow")]);
        if (isAdmin(rights)) expect(isEverything(difference(rights.effective, rights.denied))).toBe(true);
        expect(rights.effective.length).toBe(Math.ceil(actionUniverse().size / 32));
      }),
    );
  });
});
