import { describe, expect, it } from "vitest";
import type { TaskGroupRow } from "#lib/db/sql/sync/run-detail.ts";
import { syncAccounts } from "./sync-accounts.ts";

const group = (accountId: string, status: TaskGroupRow["status"], source: TaskGroupRow["source"] = "functions") => ({
  accountId,
  source,
  status,
  count: 1,
});
const names = new Map([
  ["1", "team 10"],
  ["2", "team 9"],
  ["3", "alpha"],
  ["4", "beta"],
]);
const order = (groups: readonly TaskGroupRow[]) => syncAccounts(groups, names).map(({ name }) => name);

describe("accounts of a run", () => {
  it("stand with the worst trouble first, whatever else went well in them", () => {
    const groups = [
      group("3", "succeeded"),
      group("4", "succeeded", "tags"),
      group("4", "partial"),
      group("1", "denied"),
      group("1", "succeeded", "tags"),
      group("2", "succeeded", "tags"),
      group("2", "failed"),
    ];
    expect(order(groups)).toEqual(["team 9", "team 10", "beta", "alpha"]);
  });

  it("keep their places by name while tasks wait, run and end well", () => {
    expect(
      order([group("1", "waiting"), group("2", "succeeded"), group("3", "skipped"), group("4", "running")]),
    ).toEqual(["alpha", "beta", "team 9", "team 10"]);
  });
});
