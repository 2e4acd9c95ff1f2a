import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { matchPattern, patternsOverlap } from "#lib/domain/iam/match-pattern.ts";
import { remainingPatterns } from "./remaining-patterns.ts";

const names = (namespace: string): readonly string[] => {
  const { serviceByPrefix, names: all } = actionUniverse();
  const { start, end } = serviceByPrefix.get(namespace) ?? { start: 0, end: 0 };
  return all.slice(start, end);
};

describe("what is left of a pattern", () => {
  it.each([
    [
      "*",
      ["deletequeue", "purgequeue"],
      ["sqs:DeleteMessage", "sqs:List*", "sqs:ReceiveMessage"],
      /Purge|DeleteQ|\*.*Delete/,
    ],
    ["delete*", ["deletequeue"], ["sqs:DeleteMessage"], /Queue|\*/],
    // Only what begins as it is written may be written with another wildcard.
    ["*queue", ["purgequeue"], ["sqs:CreateQueue", "sqs:DeleteQueue", "sqs:TagQueue"], /\*/],
    ["send?essage", [], ["sqs:SendMessage"], /\*/],
  ])("%s less %j", (granted, taken, some, never) => {
    const patterns = remainingPatterns({ namespace: "sqs", granted, taken });
    expect(patterns).toEqual(expect.arrayContaining(some));
    for (const pattern of patterns) expect(pattern).not.toMatch(never);
  });

  it("names what AWS named and the action list does not have yet", () => {
    const patterns = remainingPatterns({ namespace: "sqs", granted: "z*", taken: ["zap"], alsoNamed: ["Zap", "Zoom"] });
    expect(patterns).toEqual(["sqs:Zoom"]);
  });

  it("is never more than was granted, nothing that is taken, and every other known action", () => {
    const granted = fc.constantFrom("*", "get*", "*policy", "?et*", "getbucket*", "*bucket*", "put*acl");
    const taken = fc.array(fc.constantFrom("getbucketpolicy", "putbucketpolicy", "deletebucket", "getobject*", "*acl"));
    fc.assert(
      fc.property(granted, taken, (pattern, gone) => {
        const left = remainingPatterns({ namespace: "s3", granted: pattern, taken: gone });
        const parts = left.map((one) => one.slice("s3:".length).toLowerCase());
        for (const part of parts) {
          expect(matchPattern(pattern, part), `${part} of ${pattern}`).toBe(true);
          expect(gone.filter((one) => patternsOverlap(one, part))).toEqual([]);
        }
        for (const name of names("s3").map((one) => one.toLowerCase())) {
          const stays = matchPattern(pattern, name) && !gone.some((one) => matchPattern(one, name));
          expect(
            parts.some((part) => matchPattern(part, name)),
            name,
          ).toBe(stays);
        }
      }),
    );
  });
});
