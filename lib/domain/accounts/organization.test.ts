import { describe, expect, it } from "vitest";
import { closedStateText, isChosen, needsUnits, type OrganizationFilter, wholeOrganization } from "./organization.ts";

const [account, other] = ["111122223333", "222233334444"];
const above = ["r-root", "ou-work", "ou-prod"];

describe("isChosen", () => {
  const cases: readonly (readonly [string, Partial<OrganizationFilter>, boolean])[] = [
    ["everything, without a filter", {}, true],
    ["what stands anywhere under a unit", { units: ["ou-work"] }, true],
    ["the whole under the root", { units: ["r-root"] }, true],
    ["nothing of another unit", { units: ["ou-other"] }, false],
    ["nothing under a unit that is left out", { units: ["ou-work"], excludedUnits: ["ou-prod"] }, false],
    ["an account by its id, wherever it stands", { units: ["ou-other"], accounts: [account] }, true],
    ["nothing but the named accounts", { accounts: [other] }, false],
    ["no account that is left out, though it is named", { accounts: [account], excludedAccounts: [account] }, false],
  ];
  it.each(cases)("chooses %s", (_title, filter, expected) => {
    expect(isChosen({ ...wholeOrganization, ...filter }, account, above)).toBe(expected);
  });

  it("chooses nobody by unit while units are not known", () => {
    expect(isChosen({ ...wholeOrganization, units: ["ou-work"] }, account, [])).toBe(false);
  });
});

it("asks for units only where a filter names some", () => {
  expect(needsUnits({ ...wholeOrganization, accounts: [account] })).toBe(false);
  expect(needsUnits({ ...wholeOrganization, excludedUnits: ["ou-a"] })).toBe(true);
});

it("has words for each state, also for those that AWS adds", () => {
  expect(closedStateText("ACTIVE")).toBeNull();
  expect(closedStateText("PENDING_CLOSURE")).toBe("being closed");
  expect(closedStateText("IN_REVIEW")).toBe("in review");
});
