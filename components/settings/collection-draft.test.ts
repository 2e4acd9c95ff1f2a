import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftOf, isSameDraft, readBudget, readDraft } from "./collection-draft.ts";

const settings = { monthlyBudgetUsd: null, quotaShares: {}, schedule: true };

describe("readDraft", () => {
  it("gives back the settings that a draft was made of", () => {
    const share = fc.integer({ min: 1, max: 1000 }).map((tenths) => tenths / 1000);
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 0, max: 100_000_000 }).map((cents) => cents / 100)),
        fc.dictionary(fc.constantFrom("lambda-control", "iam", "sqs"), share),
        fc.boolean(),
        (monthlyBudgetUsd, shares, schedule) => {
          const values = { monthlyBudgetUsd, quotaShares: { ...shares }, schedule };
          expect(readDraft(draftOf(values))).toEqual({ ok: true, values });
        },
      ),
    );
  });

  it.each([
    ["", null],
    ["  ", null],
    ["0", 0],
    ["$12.50", 12.5],
    ["1,000", 1000],
    ["$ 12,345.60", 12345.6],
  ])("reads the budget %j", (text, budget) => expect(readBudget(text)).toBe(budget));

  it.each(["-1", "ten", "1.234", "1e3", "1000001", "Infinity", "NaN", "12,50", "1,0,0", ",5", "1,000,5", "$"])(
    "refuses the budget %j at its field",
    (budget) => {
      const read = readDraft({ ...draftOf(settings), budget });
      expect(read).toMatchObject({ ok: false, budget: expect.stringMatching(/dollars a month/), shares: {} });
    },
  );

  it.each(["0", "101", "-5", "a third", "0.05"])("refuses the share %j at its field alone", (text) => {
    const read = readDraft({ budget: "5", shares: { iam: text, sqs: "50" }, schedule: true });
    expect(read).toEqual({ ok: false, budget: undefined, shares: { iam: "Give a percentage from 0.1 to 100." } });
  });

  it("takes an emptied share for the default", () => {
    expect(readDraft({ ...draftOf(settings), shares: { iam: " " } })).toEqual({ ok: true, values: settings });
  });
});

describe("isSameDraft", () => {
  it("does not mind emptied shares and blanks, and sees every change", () => {
    const draft = draftOf({ ...settings, monthlyBudgetUsd: 5 });
    expect(isSameDraft(draft, { ...draft, budget: " 5 ", shares: { iam: "" } })).toBe(true);
    expect(isSameDraft(draft, { ...draft, budget: "" })).toBe(false);
    expect(isSameDraft(draft, { ...draft, schedule: false })).toBe(false);
    expect(isSameDraft(draft, { ...draft, shares: { iam: "20" } })).toBe(false);
  });
});
