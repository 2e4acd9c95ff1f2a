import { expect, it } from "vitest";
import type { StatementView } from "#lib/domain/views/role-detail.ts";
import { foldStatements } from "./fold-statements.ts";

function statements(count: number, lit: readonly number[], ordinary: readonly number[] = []): StatementView[] {
  return Array.from({ length: count }, (_, index) => ({
    anchor: `statement-${index}`,
    number: index + 1,
    statement: {},
    marks: [
      ...(lit.includes(index) ? [{ kind: "admin", severity: "critical" } as const] : []),
      ...(ordinary.includes(index) ? [{ kind: "wildcardResourceWrite", severity: null } as const] : []),
    ],
  }));
}

const runs = (...asked: Parameters<typeof statements>) =>
  foldStatements(statements(...asked)).map(
    ({ folded, statements: run }) => `${folded ? "folded" : "shown"} ${run.length}`,
  );

it("shows a short document whole", () => {
  expect(runs(4, [1])).toEqual(["shown 4"]);
  expect(runs(0, [])).toEqual(["shown 0"]);
});

it("shows the guilty statements of a long one and folds what lies between", () => {
  expect(runs(100, [0, 57, 58])).toEqual(["shown 1", "folded 56", "shown 2", "folded 41"]);
});

it("folds what is only ordinary work", () => {
  expect(runs(6, [0], [1, 2])).toEqual(["shown 1", "folded 5"]);
});

it("shows the first few of a long one in which nothing is lit", () => {
  expect(runs(100, [], [99])).toEqual(["shown 8", "folded 92"]);
  expect(runs(8, [])).toEqual(["shown 8"]);
});
