import { describe, expect, it } from "vitest";
import type { AccountView } from "#lib/domain/views/settings.ts";
import { type AccountStanding, byTrouble, isTrouble, standingOf } from "./account-trouble.ts";

const usual: AccountView = {
  accountId: "111122223333",
  name: "usual",
  origin: "organization",
  status: "ACTIVE",
  isManagement: false,
  organizationalUnit: null,
  enabled: true,
  leftOut: null,
  removedAt: null,
  roleArn: null,
  externalId: null,
  via: [],
  regions: [],
  access: { state: "known", reason: null, since: null },
  lastReadAt: null,
  functionCount: 0,
  check: null,
};
const at = "2026-11-21T10:00:00.000Z";
const done = { state: "done", done: 1, total: 1, endedAt: at, reading: null } as const;
const denied = { state: "denied", reason: "No.", since: at };

const cases: readonly (readonly [AccountStanding, Partial<AccountView>])[] = [
  ["closed", { access: denied }],
  ["incomplete", { check: { ...done, verdict: "incomplete" } }],
  ["testFailed", { check: { ...done, state: "failed", verdict: null } }],
  ["left", { leftOut: { since: at, reason: "notInOrganization" }, access: denied }],
  ["unread", { access: { state: "notYetRead", reason: null, since: null } }],
  ["reads", { check: { ...done, verdict: "complete" } }],
  ["suspended", { status: "SUSPENDED", access: denied }],
  ["leftOut", { enabled: false, access: denied }],
  ["filtered", { leftOut: { since: at, reason: "filtered" } }],
  ["removed", { removedAt: at, access: denied }],
];

describe("the standing of an account", () => {
  it.each(cases)("%s", (standing, change) => {
    expect(standingOf({ ...usual, ...change })).toBe(standing);
  });

  it("puts what somebody must mend first", () => {
    const accounts = cases.map(([name, change]) => ({ ...usual, name, ...change })).reverse();
    expect(accounts.sort(byTrouble).map(({ name }) => name)).toEqual(cases.map(([standing]) => standing));
    expect(accounts.filter(isTrouble).map(({ name }) => name)).toEqual(["closed", "incomplete", "testFailed", "left"]);
  });
});
