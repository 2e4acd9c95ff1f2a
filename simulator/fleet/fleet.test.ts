import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFleet } from "./fleet.ts";
import { plantedSecrets, secretMarker } from "./planted-secrets.ts";
import type { Fleet, FleetFunction, FleetOptions } from "./types.ts";

const now = new Date("2026-11-21T10:00:00Z");
const options = (parts: Partial<FleetOptions> = {}): FleetOptions => ({
  seed: 7,
  accounts: 2,
  regions: ["us-east-1", "eu-west-1", "ap-southeast-2"],
  functions: 60,
  now,
  ...parts,
});

function everything(fn: FleetFunction): string {
  return JSON.stringify([
    fn.arn,
    fn.tags,
    fn.configuration(),
    fn.code(),
    fn.versions(),
    fn.aliases(),
    fn.urls(),
    fn.policy(null),
    fn.policy("live"),
    fn.eventInvokeConfigs(),
    fn.eventSourceMappings(),
  ]);
}

function cellsOf(fleet: Fleet) {
  return fleet.accounts.flatMap((account) =>
    fleet.options.regions.map((region) => fleet.cell(account.id, region)).filter((cell) => cell !== null),
  );
}

describe("the fleet", () => {
  it("is the same bytes for the same seed, in any order of access", () => {
    const forwards = createFleet(options());
    const backwards = createFleet(options());
    const expected = Array.from({ length: 60 }, (_, index) => everything(forwards.functionAt(index)));
    const seen = Array.from({ length: 60 }, (_, index) => everything(backwards.functionAt(59 - index))).reverse();
    expect(seen).toEqual(expected);
    expect(JSON.stringify(backwards.iam(backwards.accounts[1]?.id ?? "")?.roles())).toBe(
      JSON.stringify(forwards.iam(forwards.accounts[1]?.id ?? "")?.roles()),
    );
  });

  it("differs by seed", () => {
    expect(createFleet(options({ seed: 8 })).functionAt(3).arn).not.toBe(
      createFleet(options({ seed: 9 })).functionAt(3).arn,
    );
  });

  it("holds exactly the functions asked for, distinct and found by name, at any size", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 30, max: 900 }),
        fc.integer(),
        (accounts, regions, functions, seed) => {
          const fleet = createFleet(
            options({
              accounts,
              functions,
              seed,
              regions: ["us-east-1", "eu-west-1", "ap-southeast-2", "eu-north-1"].slice(0, regions),
            }),
          );
          const cells = cellsOf(fleet);
          expect(cells.reduce((sum, cell) => sum + cell.functionCount, 0)).toBe(functions);
          const arns = new Set<string>();
          for (const cell of cells) {
            for (let index = 0; index < cell.functionCount; index++) {
              const fn = cell.functionAt(index);
              arns.add(fn.arn);
              expect(cell.findFunction(fn.name)?.index).toBe(fn.index);
            }
          }
          expect(arns.size).toBe(functions);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("answers at once for single functions of a very large fleet", () => {
    const fleet = createFleet(
      options({
        accounts: 200,
        functions: 50_000,
        regions: Array.from({ length: 10 }, (_, index) => `us-fake-${index + 1}`),
      }),
    );
    // Processor time: what else the machine does is none of it.
    const started = process.cpuUsage();
    for (let index = 0; index < 50_000; index += 500)
      expect(fleet.functionAt(index).configuration().FunctionName).toBe(fleet.functionAt(index).name);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(2000);
  });

  it("knows nothing of accounts, Regions and names that it does not have", () => {
    const fleet = createFleet(options());
    const [account] = fleet.accounts;
    expect(fleet.cell("111122223333", "us-east-1")).toBeNull();
    expect(fleet.cell(account?.id ?? "", "af-south-1")).toBeNull();
    expect(fleet.cell(account?.id ?? "", "us-east-1")?.findFunction("nobody-knows-this")).toBeNull();
    expect(fleet.regions.filter(({ enabled }) => !enabled)).toHaveLength(1);
  });

  it("keeps Lambda's and IAM's own limits on names", () => {
    const fleet = createFleet(options({ functions: 1500 }));
    for (let index = 0; index < 1500; index++) expect(fleet.functionAt(index).name).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
    for (const role of fleet.iam(fleet.accounts[1]?.id ?? "")?.roles() ?? [])
      expect(role.RoleName).toMatch(/^[\w+=,.@-]{1,64}$/);
  });

  it("answers for what its functions name: queues, log groups, roles, subnets", () => {
    const fleet = createFleet(options());
    const roleArns = new Set(
      fleet.accounts.flatMap((account) => (fleet.iam(account.id)?.roles() ?? []).map(({ Arn }) => Arn)),
    );
    for (const cell of cellsOf(fleet)) {
      const subnets = new Set(cell.network(now).subnets.map(({ SubnetId }) => SubnetId));
      const queues = new Set(cell.queues().map(({ arn }) => arn));
      for (const mapping of cell.eventSourceMappings())
        if (mapping.EventSourceArn?.includes(":sqs:")) expect(queues).toContain(mapping.EventSourceArn);
      for (const queue of cell.queues()) expect(cell.findQueue(queue.name)).toEqual(queue);
      for (const group of cell.logGroups()) expect(cell.findLogGroup(group.logGroupName ?? "")).toEqual(group);
      for (let index = 0; index < cell.functionCount; index++) {
        const configuration = cell.functionAt(index).configuration();
        expect(roleArns).toContain(configuration.Role);
        for (const subnet of configuration.VpcConfig?.SubnetIds ?? []) expect(subnets).toContain(subnet);
        expect(cell.findLogGroup(configuration.LoggingConfig?.LogGroup ?? "")).not.toBeNull();
      }
    }
  });

  it("plants secrets in environments, code URLs and logs, all with one marker", () => {
    const fleet = createFleet(options());
    const secrets = plantedSecrets(fleet);
    expect(secrets.length).toBeGreaterThan(40);
    expect(secrets.every((secret) => secret.includes(secretMarker(fleet)))).toBe(true);
    const environments = Array.from({ length: 60 }, (_, index) =>
      Object.values(fleet.functionAt(index).configuration().Environment?.Variables ?? {}),
    ).flat();
    expect(environments.filter((value) => value.includes(secretMarker(fleet))).length).toBeGreaterThanOrEqual(3);
  });
});
