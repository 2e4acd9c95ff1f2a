import { expect, it } from "vitest";
import { tellingWays } from "./telling-ways.ts";

const way = (actions: string, potential = false) => ({ actions: actions.split(" "), potential });

it.each([
  ["one that needs more than another", ["a:B a:C", "a:B"], ["a:B"]],
  ["the order and the letter case are no difference", ["a:C A:b d:E", "a:B a:C"], ["a:B a:C"]],
  ["a wildcard needs more than what it stands for", ["iam:*", "iam:Put*", "iam:PutRolePolicy"], ["iam:PutRolePolicy"]],
  ["the same actions are both told", ["a:B", "a:B"], ["a:B", "a:B"]],
  ["others stay in their order", ["d:E", "a:B", "a:C"], ["d:E", "a:B", "a:C"]],
])("%s", (_, ways, telling) => {
  expect(tellingWays(ways, (one) => way(one))).toEqual(telling);
});

it("what is only potential makes nothing needless that is certain", () => {
  const [sure, perhaps] = [way("a:B a:C"), way("a:B", true)];
  expect(tellingWays([sure, perhaps], (one) => one)).toEqual([sure, perhaps]);
  expect(tellingWays([way("a:B"), way("a:B a:C", true)], (one) => one)).toEqual([way("a:B")]);
});
