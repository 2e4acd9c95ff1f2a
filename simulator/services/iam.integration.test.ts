import {
  GenerateServiceLastAccessedDetailsCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetServiceLastAccessedDetailsCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  NoSuchEntityException,
  paginateGetAccountAuthorizationDetails,
  paginateListRoles,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientConfig } from "#simulator/client-config.ts";
import type { FleetIam } from "#simulator/fleet/types.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

let simulator: Simulator;
let client: IAMClient;
let fleetIam: FleetIam;

beforeAll(async () => {
  simulator = await startSimulator({ accounts: 1, regions: ["eu-west-1"], functions: 130, seed: 8, quotaScale: 1_000 });
  client = new IAMClient(clientConfig(simulator, { region: "us-east-1" }));
  const found = simulator.fleet.iam(simulator.fleet.organization.managementAccountId);
  if (found === null) {
    throw new Error("The management account has no IAM.");
  }
  fleetIam = found;
});

afterAll(() => simulator.close());

describe("GetAccountAuthorizationDetails", () => {
  it("gives every role and policy once over pages, documents URL-encoded as IAM sends them", async () => {
    const roles: (string | undefined)[] = [];
    const policies: (string | undefined)[] = [];
    const request = {
      Filter: ["Role" as const, "LocalManagedPolicy" as const, "AWSManagedPolicy" as const],
      MaxItems: 7,
    };
    for await (const page of paginateGetAccountAuthorizationDetails({ client }, request)) {
      expect((page.RoleDetailList?.length ?? 0) + (page.Policies?.length ?? 0)).toBeLessThanOrEqual(7);
      for (const role of page.RoleDetailList ?? []) {
        roles.push(role.RoleName);
        expect(role.AssumeRolePolicyDocument).toMatch(/^%7B/);
        expect(JSON.parse(decodeURIComponent(role.AssumeRolePolicyDocument ?? ""))).toHaveProperty("Statement");
        expect(role.CreateDate).toBeInstanceOf(Date);
      }
      policies.push(...(page.Policies ?? []).map((policy) => policy.Arn));
    }
    expect(roles).toEqual(fleetIam.roles().map((role) => role.RoleName));
    expect(policies).toEqual([...fleetIam.localPolicies(), ...fleetIam.awsPolicies()].map((policy) => policy.Arn));
  });

  it("gives only what the filter names", async () => {
    for await (const page of paginateGetAccountAuthorizationDetails({ client }, { Filter: ["AWSManagedPolicy"] })) {
      expect(page.RoleDetailList).toEqual([]);
      expect(page.Policies?.every((policy) => policy.Arn?.startsWith("arn:aws:iam::aws:"))).toBe(true);
    }
  });
});

describe("roles", () => {
  it("lists them without what only GetRole tells", async () => {
    const names: (string | undefined)[] = [];
    for await (const page of paginateListRoles({ client }, { MaxItems: 5 })) {
      names.push(...(page.Roles ?? []).map((role) => role.RoleName));
      expect(page.Roles?.some((role) => role.RoleLastUsed !== undefined)).toBe(false);
    }
    expect(names).toEqual(fleetIam.roles().map((role) => role.RoleName));
  });

  it("reads one role, its attached policies and their documents", async () => {
    const detail = fleetIam.roles().find((role) => (role.AttachedManagedPolicies ?? []).length > 0);
    const { Role } = await client.send(new GetRoleCommand({ RoleName: detail?.RoleName }));
    expect(Role?.Arn).toBe(detail?.Arn);
    const attached = await client.send(new ListAttachedRolePoliciesCommand({ RoleName: detail?.RoleName }));
    expect(attached.AttachedPolicies).toEqual(detail?.AttachedManagedPolicies);
    const PolicyArn = attached.AttachedPolicies?.[0]?.PolicyArn;
    const policy = [...fleetIam.localPolicies(), ...fleetIam.awsPolicies()].find(({ Arn }) => Arn === PolicyArn);
    const version = await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: policy?.DefaultVersionId }));
    expect(JSON.parse(decodeURIComponent(version.PolicyVersion?.Document ?? ""))).toHaveProperty("Statement");
    const unknown = new GetPolicyVersionCommand({ PolicyArn, VersionId: "v999" });
    await expect(client.send(unknown)).rejects.toBeInstanceOf(NoSuchEntityException);
  });

  it("tells when services were last used, after a job that takes a moment", async () => {
    const Arn = fleetIam.roles().find((role) => role.RoleLastUsed?.LastUsedDate !== undefined)?.Arn;
    const { JobId } = await client.send(new GenerateServiceLastAccessedDetailsCommand({ Arn }));
    const statuses = new Set<string | undefined>();
    for (;;) {
      const details = await client.send(new GetServiceLastAccessedDetailsCommand({ JobId }));
      statuses.add(details.JobStatus);
      if (details.JobStatus === "COMPLETED") {
        expect(details.ServicesLastAccessed?.some((service) => service.LastAuthenticated instanceof Date)).toBe(true);
        break;
      }
    }
    expect([...statuses]).toEqual(["IN_PROGRESS", "COMPLETED"]);
  });
});
