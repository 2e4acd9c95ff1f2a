import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UsageAge } from "#lib/db/sql/role-usage.ts";
import { dueUsages } from "./plan-role-usage.ts";

const dayMs = 86_400_000;
const now = new Date("2026-11-20T10:30:00Z");
const ago = (days: number) => new Date(now.getTime() - days * dayMs);

function age(roleArn: string, days: number | null, more: Partial<UsageAge> = {}): UsageAge {
  return { roleArn, attemptedAt: days === null ? null : ago(days), changedAt: null, refused: false, ...more };
}

describe("whose use is due", () => {
  it.each<[string, readonly UsageAge[], readonly string[]]>([
    ["all at first", [age("a", null), age("b", null)], ["a", "b"]],
    ["nobody twice in a day", [age("a", 0.1), age("b", 0.5)], []],
    ["whoever is a week old, the oldest first", [age("a", 7), age("b", 9), age("c", 0.1)], ["b", "a"]],
    [
      "whose policies changed since",
      [age("a", 0.5, { changedAt: ago(0.2) }), age("b", 0.5, { changedAt: ago(3) })],
      ["a"],
    ],
    ["whom AWS refused a day ago", [age("a", 1, { refused: true }), age("b", 0.2, { refused: true })], ["a"]],
    [
      "a seventh of the rest",
      Array.from({ length: 14 }, (_, at) => age(String.fromCharCode(97 + at), 2 + at / 100)),
      ["n", "m"],
    ],
    [
      "none of the rest where as many are due",
      [...Array.from({ length: 12 }, (_, at) => age(`r${at}`, 2)), age("z", null), age("y", null)],
      ["y", "z"],
    ],
  ])("%s", (_title, ages, due) => {
    expect(dueUsages(ages, now)).toEqual(due);
  });

  it("comes to everybody within a week, and to about a seventh a day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
        const read = new Map<string, Date | null>(Array.from({ length: count }, (_, at) => [`r${at}`, null]));
        for (let day = 0; day < 30; day += 1) {
          const at = new Date(now.getTime() + day * dayMs);
          const ages = [...read].map(([roleArn, attemptedAt]) => ({ ...age(roleArn, null), attemptedAt }));
          const due = dueUsages(ages, at);
          if (day > 0) expect(due.length).toBeLessThanOrEqual(Math.ceil(count / 7));
          for (const arn of due) read.set(arn, at);
          for (const attemptedAt of read.values()) {
            expect(at.getTime() - (attemptedAt?.getTime() ?? 0)).toBeLessThanOrEqual(7 * dayMs);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
