import { describe, expect, it } from "vitest";
import { createFleet } from "./fleet.ts";
import { fleetStories } from "./stories.ts";
import { compareText, type FleetTruth } from "./truth/truth-types.ts";
import { fleetTruth } from "./truth.ts";
import type { Fleet } from "./types.ts";

const rules = [
  "async-no-failure-destination",
  "function-layer-foreign",
  "function-policy-foreign-account",
  "function-policy-public",
  "function-service-unlimited",
  "function-single-az",
  "function-url-public",
  "role-admin",
  "role-wildcard-service",
  "runtime-deprecated",
];
const seeds = Array.from({ length: 30 }, (_, index) => index * 977 + 1);

function smallFleet(seed: number) {
  return createFleet({
    seed,
    accounts: 2,
    regions: ["us-east-1", "eu-west-1", "ap-southeast-2"],
    functions: 60,
    now: new Date("2026-11-21T10:00:00Z"),
  });
}

/** Functions that load a layer of another account. */
function borrowers(fleet: Fleet): string[] {
  return Array.from({ length: fleet.options.functions }, (_, index) => fleet.functionAt(index))
    .filter((fn) => fn.configuration().Layers?.some(({ Arn }) => Arn?.split(":")[4] !== fn.arn.split(":")[4]))
    .map(({ arn }) => arn);
}

/** Resources that a rule looks at and that come close, by rule. */
function nearMisses(fleet: Fleet, truth: FleetTruth): Record<string, number> {
  const found = new Set(truth.findings.map(({ rule, resourceArn }) => `${rule} ${resourceArn}`));
  const quiet = (rule: string, arn: string) => !found.has(`${rule} ${arn}`);
  const count = (rule: string, is: (fn: FleetTruth["functions"][number]) => boolean) =>
    truth.functions.filter((fn) => is(fn) && quiet(rule, fn.arn)).length;
  return {
    "async-no-failure-destination": count("async-no-failure-destination", (fn) =>
      fn.triggers.some(({ invocation }) => invocation === "asynchronous"),
    ),
    "function-layer-foreign": borrowers(fleet).filter((arn) => quiet("function-layer-foreign", arn)).length,
    "function-policy-foreign-account": count("function-policy-foreign-account", (fn) =>
      fn.triggers.some(({ service }) => service === "account"),
    ),
    "function-service-unlimited": count("function-service-unlimited", (fn) =>
      fn.triggers.some(({ service }) => service === "sns"),
    ),
    "function-policy-public": count("function-policy-public", (fn) =>
      fn.triggers.some(({ service, principal }) => principal === "*" && service !== "function-url"),
    ),
    "function-single-az": count("function-single-az", (fn) => fn.vpcId !== null),
    "function-url-public": count("function-url-public", (fn) =>
      fn.triggers.some(({ service, principal }) => service === "function-url" && principal === "*"),
    ),
    "role-admin": truth.roles.filter(
      (role) =>
        !role.admin &&
        role.policyArns.some((arn) => arn.endsWith("/AdministratorAccess")) &&
        role.functionArns.length > 0,
    ).length,
    "role-wildcard-service": truth.roles.filter(
      (role) => role.wildcardServices.length === 0 && role.boundaryArn !== null,
    ).length,
    "runtime-deprecated": count("runtime-deprecated", (fn) => fn.runtime === null || fn.runtime === "nodejs22.x"),
  };
}

describe("the truth of sixty functions", () => {
  it.each(seeds)("seed %i holds every rule's true positives and near-misses", (seed) => {
    const fleet = smallFleet(seed);
    const truth = fleetTruth(fleet);
    const misses = nearMisses(fleet, truth);
    for (const rule of rules) {
      expect(truth.findings.filter((finding) => finding.rule === rule).length, `${rule} found`).toBeGreaterThan(0);
      expect(misses[rule], `${rule} nearly`).toBeGreaterThan(0);
    }
  });

  it.each(seeds)("seed %i holds roles of each gravity, and roles that may do much and reach nothing", (seed) => {
    const fleet = smallFleet(seed);
    const truth = fleetTruth(fleet);
    const gravities = (rule: string) =>
      new Set(truth.findings.filter((finding) => finding.rule === rule).map(({ severity }) => severity));
    expect(gravities("role-trust")).toEqual(new Set(["critical", "medium", "low"]));
    expect(gravities("role-privilege-escalation")).toEqual(new Set(["high", "medium"]));
    expect(gravities("role-credentials-exposure")).toEqual(new Set(["high", "medium"]));
    for (const rule of ["role-data-exfiltration", "role-resource-exposure", "role-wildcard-resource-write"])
      expect(gravities(rule).size, rule).toBe(1);
    const harmless = truth.roles.filter(({ severity }) => severity === null).map(({ name }) => name);
    const documents = fleet.accounts.flatMap(({ id }) => fleet.iam(id)?.roles() ?? []);
    for (const text of [
      "iam%3APassRole",
      "iam%3APutRolePolicy",
      "ssm%3ASendCommand",
      "secretsmanager%3AGetSecretValue",
    ])
      expect(
        documents.some(
          ({ RoleName = "", RolePolicyList }) =>
            harmless.includes(RoleName) && RolePolicyList?.some(({ PolicyDocument }) => PolicyDocument?.includes(text)),
        ),
        text,
      ).toBe(true);
  });

  it("has an account where nearly everything runs as one role", () => {
    const fleet = createFleet({ ...smallFleet(1).options, accounts: 3, functions: 300 });
    const shared = fleetTruth(fleet).findings.filter(({ rule }) => rule === "role-shared");
    expect(shared.map(({ accountId, severity }) => ({ accountId, severity }))).toEqual([
      { accountId: fleet.accounts.at(-1)?.id, severity: "medium" },
    ]);
  });

  it.each(seeds.slice(0, 5))("seed %i is sorted, complete and without contradiction", (seed) => {
    const truth = fleetTruth(smallFleet(seed));
    expect(truth.functions).toHaveLength(60);
    expect(truth.functions.map(({ arn }) => arn)).toEqual(truth.functions.map(({ arn }) => arn).sort(compareText));
    expect(truth.roles.map(({ roleArn }) => roleArn)).toEqual(
      [...new Set(truth.roles.map(({ roleArn }) => roleArn))].sort(compareText),
    );
    const keys = truth.findings.map(({ rule, resourceArn }) => `${rule} ${resourceArn}`);
    expect(new Set(keys).size).toBe(keys.length);
    const roles = new Map(truth.roles.map((role) => [role.roleArn, role]));
    for (const fn of truth.functions) expect(roles.get(fn.roleArn)?.functionArns).toContain(fn.arn);
    for (const role of truth.roles) {
      expect(role.unknown).toEqual({});
      if (role.admin) expect(role.wildcardServices).toEqual(["*"]);
      const fires =
        keys.includes(`role-admin ${role.roleArn}`) || keys.includes(`role-wildcard-service ${role.roleArn}`);
      expect(fires).toBe(role.functionArns.length > 0 && (role.admin || role.wildcardServices.length > 0));
    }
  });

  it("agrees with what the functions themselves say", () => {
    const fleet = smallFleet(5);
    const truth = new Map(fleetTruth(fleet).functions.map((fn) => [fn.arn, fn]));
    for (let index = 0; index < 60; index++) {
      const fn = fleet.functionAt(index);
      const configuration = fn.configuration();
      const expected = truth.get(fn.arn);
      expect(expected?.runtime).toBe(configuration.Runtime ?? null);
      expect(expected?.lastModified).toBe(configuration.LastModified?.replace("+0000", "Z"));
      expect(expected?.vpcId ?? "").toBe(configuration.VpcConfig?.VpcId);
      expect(expected?.triggers.filter(({ type }) => type === "event-source-mapping")).toHaveLength(
        fn.eventSourceMappings().length,
      );
      expect(expected?.triggers.filter(({ type }) => type === "function-url")).toHaveLength(fn.urls().length);
    }
  });

  it.each(seeds.slice(0, 10))("seed %i tells every story once", (seed) => {
    const stories = fleetStories(smallFleet(seed));
    expect(new Set(stories.map(({ kind }) => kind)).size).toBe(13);
    expect(new Set(stories.map(({ functionArn }) => functionArn)).size).toBeGreaterThanOrEqual(10);
  });
});
