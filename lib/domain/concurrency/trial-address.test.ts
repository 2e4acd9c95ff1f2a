import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TrialChange } from "./reservation-trial.ts";
import { readTrial, writeTrial } from "./trial-address.ts";
import { trialCommands } from "./trial-commands.ts";

const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const count = fc.integer({ min: 0, max: 100_000 });
const change = fc.record({ name, reserved: fc.option(count), provisioned: count });

describe("a trial in an address", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(fc.uniqueArray(change, { maxLength: 30, selector: (one) => one.name }), (changes) => {
        expect(readTrial(writeTrial(changes))).toEqual(changes);
      }),
    );
  });

  it("never fails, whatever stands there", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const { reserved, provisioned } of readTrial(text)) {
          expect(reserved === null || reserved >= 0).toBe(true);
          expect(provisioned).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it.each([
    [null, []],
    ["", []],
    ["a:1", []],
    ["a:-1:0", []],
    ["a:1e3:0", []],
    ["a:99999999:0", []],
    ["a b:1:0", []],
    ["<script>:1:0,ok:5:0", [{ name: "ok", reserved: 5, provisioned: 0 }]],
    ["a:1:0,a:2:0", [{ name: "a", reserved: 2, provisioned: 0 }]],
    ["a:-:3", [{ name: "a", reserved: null, provisioned: 3 }]],
    ["x".repeat(9_000), []],
  ])("%s", (text, expected) => {
    expect(readTrial(text)).toEqual(expected);
  });
});

describe("the lines that do it", () => {
  const current = [
    { name: "idle", reserved: 500, provisioned: [] },
    { name: "tight", reserved: 50, provisioned: [{ qualifier: "live", requested: 5 }] },
    { name: "free", reserved: null, provisioned: [] },
  ];
  const lines = (...changes: Parameters<typeof trialCommands>[2]) => trialCommands("eu-west-1", current, changes);

  it("give back before they take", () => {
    expect(
      lines(
        { name: "tight", reserved: 90, provisioned: 5 },
        { name: "idle", reserved: 100, provisioned: 0 },
        { name: "free", reserved: null, provisioned: 0 },
      ),
    ).toEqual([
      "aws lambda put-function-concurrency --function-name idle --reserved-concurrent-executions 100 --region eu-west-1",
      "aws lambda put-function-concurrency --function-name tight --reserved-concurrent-executions 90 --region eu-west-1",
    ]);
  });

  it("take away what is not wanted any more, and leave the alias to fill in where none has any", () => {
    expect(
      lines({ name: "idle", reserved: null, provisioned: 2 }, { name: "tight", reserved: 50, provisioned: 0 }),
    ).toEqual([
      "aws lambda delete-provisioned-concurrency-config --function-name tight --qualifier live --region eu-west-1",
      "aws lambda delete-function-concurrency --function-name idle --region eu-west-1",
      "aws lambda put-provisioned-concurrency-config --function-name idle --qualifier ALIAS_OR_VERSION --provisioned-concurrent-executions 2 --region eu-west-1",
    ]);
  });

  it("never provision more than is reserved on the way, up or down", () => {
    const kinds = (change: TrialChange) => lines(change).map((line) => line.split(" ")[2]);
    expect(kinds({ name: "tight", reserved: 100, provisioned: 60 })).toEqual([
      "put-function-concurrency",
      "put-provisioned-concurrency-config",
    ]);
    expect(kinds({ name: "tight", reserved: 2, provisioned: 1 })).toEqual([
      "put-provisioned-concurrency-config",
      "put-function-concurrency",
    ]);
  });

  it.each([
    [20, ["put live 12"]],
    [9, ["put live 1"]],
    [5, ["delete live", "put 7 5"]],
    [0, ["delete live", "delete 7"]],
  ])("come to %i where several versions have some", (provisioned, expected) => {
    const several = [
      { qualifier: "7", requested: 8 },
      { qualifier: "live", requested: 10 },
    ];
    const given = [{ name: "f", reserved: null, provisioned: several }];
    const found = trialCommands("eu-west-1", given, [{ name: "f", reserved: null, provisioned }]).map((line) => {
      const [, , command = "", , , , qualifier, , count] = line.split(" ");
      return command.startsWith("put") ? `put ${qualifier} ${count}` : `delete ${qualifier}`;
    });
    expect(found).toEqual(expected);
  });

  it("pass nothing on that a shell would read", () => {
    const [line] = trialCommands(
      "eu-west-1",
      [{ name: "f", reserved: null, provisioned: [{ qualifier: "a'; rm -rf $HOME", requested: 1 }] }],
      [{ name: "f", reserved: null, provisioned: 0 }],
    );
    expect(line).toContain(String.raw`--qualifier 'a'\''; rm -rf $HOME' --region`);
  });

  it("name nobody who is not there", () => {
    expect(lines({ name: "gone", reserved: 1, provisioned: 0 })).toEqual([]);
  });
});
