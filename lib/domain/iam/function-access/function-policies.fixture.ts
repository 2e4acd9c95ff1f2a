import { expect } from "vitest";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import type { FunctionGrant } from "./function-grant.ts";
import { type FunctionAccessInput, judgeFunctionAccess } from "./judge-function-access.ts";

const now = new Date("2026-11-21T12:00:00Z");
export const known = <T>(value: T): Fact<T> => ({ state: "known", value, observedAt: now });
export const denied = { state: "denied", reason: "lambda:GetPolicy is denied.", since: now } as const;
export const arn = "arn:aws:lambda:eu-west-1:111122223333:function:f";
export const own = "111122223333";
export const sibling = "222233334444";
export const stranger = "888800001111";

export const base: FunctionAccessInput = {
  functionArn: arn,
  policies: known({}),
  aliases: known([]),
  versions: known([]),
  urls: known([]),
  knownAccounts: new Set([own, sibling]),
  organisationId: null,
};
export const allow = (more: Record<string, Json>): Json => ({
  Effect: "Allow",
  Action: "lambda:InvokeFunction",
  Resource: arn,
  ...more,
});
export const deny = (more: Record<string, Json>): Json => ({ ...(allow(more) as object), Effect: "Deny" });
export const policy = (...Statement: Json[]): Json => ({ Version: "2012-10-17", Statement });
export const judge = (statements: Json[], more: Partial<FunctionAccessInput> = {}) =>
  judgeFunctionAccess({ ...base, policies: known({ "": policy(...statements) }), ...more }).qualifiers[0] ??
  expect.fail("no qualifier");
export const grantsFor = (statements: Json[], more: Partial<FunctionAccessInput> = {}): readonly FunctionGrant[] =>
  judge(statements, more).grants;
export const root = (id: string) => `arn:aws:iam::${id}:root`;
export const when = (operator: string, key: string, value: Json) => ({ Condition: { [operator]: { [key]: value } } });
export const org = (id: Json) => when("StringEquals", "aws:PrincipalOrgID", id);
