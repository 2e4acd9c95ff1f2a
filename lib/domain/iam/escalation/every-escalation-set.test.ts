import { describe, expect, it } from "vitest";
import type { EscalationSet } from "./escalation-set.ts";
import { actionNames, escalationSets } from "./escalation-sets.ts";
import { allBut, allow, deny, escalating, estateOf, ownArn, pathsBySet, policyArn, target } from "./estate.fixture.ts";

const services = [...new Set(escalationSets.flatMap((set) => (set.kind === "self" ? [] : set.services)))];
const trust = { trustedServices: services, trustedPrincipals: [ownArn] };
const estate = estateOf([
  target("strong", [allow(["s3:*", "sqs:*"])], trust),
  target("bounded", [allow("*")], trust, { boundary: [allow(["s3:*", "kms:*"])] }),
]);
const attached = [policyArn("own")];
const flags = (set: EscalationSet, ...role: Parameters<typeof escalating>) =>
  pathsBySet(escalating(role[0], { attached, ...role[1] }), estate).has(set.id);

/** Every action of a set, wildcards resolved. */
const namesOf = (set: EscalationSet) => set.actions.flatMap((action) => [...new Set(actionNames(action))]);
/** Of all IAM actions a dozen are tried in the costlier cases. */
const mostTried = 12;

describe.each(escalationSets.map((set) => [set.id, set] as const))("%s", (_, set) => {
  const names = namesOf(set);

  it("is named where a role has it, with a step for each action and its proof", () => {
    const path = pathsBySet(escalating([allow(names)], { attached }), estate).get(set.id);
    expect(path?.title).toBe(set.title);
    expect(path?.steps.map(({ action }) => action)).toEqual(set.actions);
    for (const { proofs, resources } of path?.steps ?? []) {
      expect(proofs[0]?.source).toBe("inline:own");
      expect(proofs[0]?.statement).toEqual(allow(names));
      expect(resources).not.toHaveLength(0);
    }
    expect(path?.gains).not.toHaveLength(0);
  });

  it("is named where its actions lie in several statements, in other letters", () => {
    const statements = names.map((name, at) => allow(at % 2 === 0 ? name.toUpperCase() : name.toLowerCase()));
    expect(flags(set, statements)).toBe(true);
  });

  it("is not named where any one action is missing", () => {
    for (const missing of names) {
      const rest = names.filter((name) => name !== missing);
      expect([missing, rest.length > 0 && flags(set, [allow(rest)])]).toEqual([missing, false]);
    }
  });

  it("is not named where any one action is denied, bounded, cut off by the organisation or conditional", () => {
    const tagged = { Condition: { StringEquals: { "aws:ResourceTag/team": "a" } } };
    for (const lost of names.slice(0, mostTried)) {
      const whole = [allow(names)];
      const rest = names.filter((name) => name !== lost);
      const conditional = [...(rest.length > 0 ? [allow(rest)] : []), allow(lost, "*", tagged)];
      expect({
        lost,
        denied: flags(set, [...whole, deny(lost)]),
        bounded: flags(set, whole, { boundary: [allBut(lost)] }),
        cutOff: flags(set, whole, { limits: [[allow("*")], [allBut(lost)]] }),
        forbidden: flags(set, whole, { limits: [[allow("*"), deny(lost)]] }),
        conditional: flags(set, conditional),
        conditionallyDenied: flags(set, [...whole, deny(lost, "*", tagged)]),
      }).toEqual({
        lost,
        denied: false,
        bounded: false,
        cutOff: false,
        forbidden: false,
        conditional: false,
        conditionallyDenied: true,
      });
    }
  });
});

const passing = escalationSets.filter((set) => set.kind === "passRole");

describe.each(passing.map((set) => [set.id, set] as const))("%s passes a role", (_, set) => {
  const others = set.actions.filter((action) => action !== "iam:PassRole");
  const passTo = (operator: string, value: string | readonly string[]) => [
    allow(others),
    allow("iam:PassRole", "*", { Condition: { [operator]: { "iam:PassedToService": value } } }),
  ];

  it("to the service that it needs, and to no other", () => {
    expect(flags(set, passTo("StringEquals", set.services))).toBe(true);
    expect(
      flags(
        set,
        passTo(
          "StringLike",
          set.services.map((service) => service.replace(/amazonaws/, "*")),
        ),
      ),
    ).toBe(true);
    expect(flags(set, passTo("StringEquals", "nosuch.amazonaws.com"))).toBe(false);
    expect(flags(set, passTo("StringNotEquals", set.services))).toBe(false);
    expect(flags(set, passTo("StringNotEquals", "nosuch.amazonaws.com"))).toBe(true);
  });

  it("that trusts that service", () => {
    const foreign = { trustedServices: services.filter((service) => !set.services.includes(service)) };
    const elsewhere = estateOf([target("strong", [allow("s3:*")], foreign)]);
    expect(pathsBySet(escalating([allow(set.actions)]), elsewhere).has(set.id)).toBe(false);
  });

  it("that has something which the role lacks", () => {
    const alike = estateOf([target("alike", [allow(["iam:PassRole", ...others])], trust)]);
    expect(pathsBySet(escalating([allow(set.actions)]), alike).has(set.id)).toBe(false);
  });
});
