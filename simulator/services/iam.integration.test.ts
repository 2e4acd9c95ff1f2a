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

  it("tells when services and tracked actions were last used, once the job is done", async () => {
    const Arn = fleetIam.roles().find((role) => role.RoleLastUsed?.LastUsedDate !== undefined)?.Arn;
    const details = await lastAccessed(Arn, "ACTION_LEVEL");
    const used = details.ServicesLastAccessed?.filter((service) => service.LastAuthenticated instanceof Date) ?? [];
    expect(used.map(({ ServiceNamespace }) => ServiceNamespace)).toContain("logs");
    const tracked = used.find(({ ServiceNamespace }) => ServiceNamespace === "logs")?.TrackedActionsLastAccessed;
    expect(tracked?.map(({ ActionName }) => ActionName)).toEqual(["CreateLogGroup"]);
    const byService = await lastAccessed(Arn, "SERVICE_LEVEL");
    expect(byService.ServicesLastAccessed?.every((service) => service.TrackedActionsLastAccessed === undefined)).toBe(
      true,
    );
    expect(details.JobCompletionDate).toBeInstanceOf(Date);
  });

  it("reports services page by page, and none as used of a role that never ran", async () => {
    const Arn = fleetIam.roles().find(({ RoleName }) => RoleName === "retired-lambda-admin")?.Arn;
    const all = await lastAccessed(Arn, "ACTION_LEVEL");
    expect(all.IsTruncated).toBe(true);
    const { JobId } = await client.send(new GenerateServiceLastAccessedDetailsCommand({ Arn }));
    const names: (string | undefined)[] = [];
    for (let Marker: string | undefined, done = false; !done; ) {
      const page = await finished(JobId, { MaxItems: 60, Marker });
      names.push(...(page.ServicesLastAccessed ?? []).map(({ ServiceNamespace }) => ServiceNamespace));
      expect(page.ServicesLastAccessed?.some((service) => service.LastAuthenticated !== undefined)).toBe(false);
      Marker = page.Marker;
      done = page.IsTruncated !== true;
    }
    expect(names).toEqual([...new Set(names)].sort());
    expect(names.length).toBeGreaterThan(300);
  });

  async function lastAccessed(Arn: string | undefined, Granularity: "ACTION_LEVEL" | "SERVICE_LEVEL") {
    const { JobId } = await client.send(new GenerateServiceLastAccessedDetailsCommand({ Arn, Granularity }));
    return await finished(JobId, {});
  }

  async function finished(JobId: string | undefined, paging: { MaxItems?: number; Marker?: string | undefined }) {
    for (;;) {
      const details = await client.send(new GetServiceLastAccessedDetailsCommand({ JobId, ...paging }));
      if (details.JobStatus !== "IN_PROGRESS") return details;
    }
  }
});
