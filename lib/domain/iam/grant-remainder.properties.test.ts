import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addAll, addsTo, countActions, emptyActionSet, hasAction } from "./action-set.ts";
import { actionUniverse } from "./action-universe.ts";
import { decidedByResources, remainingActions } from "./grant-remainder.ts";
import { rightsOf, type Statement } from "./verdicts/rights.fixture.ts";

const action = fc.constantFrom("*", "s3:*", "s3:Get*", "s3:PutObject", "sqs:*", "sqs:SendMessage", "iam:*", "*:Put*");
const resource = fc.constantFrom(
  "*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::a/*",
  "arn:aws:s3:::a/b",
  "arn:aws:sqs:*:*:q",
  "arn:aws:iam::123456789012:role/*",
);
const statement = (Effect: "Allow" | "Deny"): fc.Arbitrary<Statement> =>
  fc
    .tuple(
      fc.constantFrom("Action", "Action", "NotAction"),
      fc.uniqueArray(action, { minLength: 1, maxLength: 2 }),
      fc.constantFrom("Resource", "Resource", "Resource", "NotResource"),
      fc.uniqueArray(resource, { minLength: 1, maxLength: 2 }),
    )
    .map(([actions, actionList, resources, resourceList]) => ({
      Effect,
      [actions]: actionList,
      [resources]: resourceList,
    }));
const statements = fc.array(fc.oneof(statement("Allow"), statement("Allow"), statement("Deny")), { maxLength: 3 });
const cut = fc.option(statements, { nil: undefined });

describe("what is left of a role's grants", () => {
  it("is, all together, what is left of each", () => {
    fc.assert(
      fc.property(
        fc.array(statements, { maxLength: 3 }),
        cut,
        fc.array(statements, { maxLength: 2 }),
        (own, boundary, limits) => {
          const rights = rightsOf(own, { limits, ...(boundary === undefined ? {} : { boundary }) });
          const left = emptyActionSet();
          for (const { compiled } of rights.policies) {
            for (const grant of compiled.allows) addAll(left, remainingActions(grant, rights));
          }
          expect(addsTo(rights.effective, left)).toBe(false);
          expect(countActions(rights.effective)).toBe(countActions(left));
        },
      ),
      { numRuns: 200 },
    );
  });

  const allow = (Action: string, Resource = "*"): Statement => ({ Effect: "Allow", Action, Resource });
  const deny = (Action: string, Resource = "*"): Statement => ({ Effect: "Deny", Action, Resource });
  const object = "arn:aws:s3:::a/b";

  it("is nothing where a Deny takes the one resource that is named", () => {
    const { effective } = rightsOf([[allow("s3:GetObject", object), deny("s3:*", "arn:aws:s3:::a/*")]]);
    expect(countActions(effective)).toBe(0);
  });

  it("is cut by the Deny statements of every document", () => {
    const { effective, denied } = rightsOf([[allow("*")], [deny("s3:GetObject")], [deny("sqs:SendMessage")]]);
    expect(countActions(denied)).toBe(2);
    expect(countActions(effective)).toBe(actionUniverse().size - 2);
  });

  it("passes each level by the resources that it names", () => {
    const own = [allow("s3:GetObject", object), allow("sqs:SendMessage", "arn:aws:sqs:*:*:q")];
    const limits = [
      [allow("s3:*", "arn:aws:s3:::*"), allow("sqs:*")],
      [allow("s3:*"), allow("sqs:*", "arn:aws:sqs:*:*:q*")],
    ];
    const { effective } = rightsOf([own], { limits });
    expect(countActions(effective)).toBe(2);
  });

  it("is the same for every grant of an action of which resources do not decide", () => {
    fc.assert(
      fc.property(statements, statements, cut, (first, second, boundary) => {
        const rights = rightsOf([first, second], boundary === undefined ? {} : { boundary });
        const decided = decidedByResources(rights) ?? emptyActionSet();
        for (const { compiled } of rights.policies) {
          for (const grant of compiled.allows) {
            const left = remainingActions(grant, rights);
            for (let at = 0; at < grant.actions.length; at += 2) {
              for (let index = grant.actions[at] ?? 0; index < (grant.actions[at + 1] ?? 0); index += 37) {
                if (!hasAction(decided, index)) expect(hasAction(left, index)).toBe(hasAction(rights.effective, index));
              }
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
