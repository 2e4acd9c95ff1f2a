import {
  CloudTrailClient,
  InvalidLookupAttributesException,
  LookupEventsCommand,
  paginateLookupEvents,
} from "@aws-sdk/client-cloudtrail";
import {
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import {
  AccessDeniedException,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
  OrganizationsClient,
  paginateListAccounts,
  paginateListTargetsForPolicy,
} from "@aws-sdk/client-organizations";
import { paginateGetResources, ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  QueueDoesNotExist,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientConfig } from "#simulator/client-config.ts";
import type { FleetCell } from "#simulator/fleet/types.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { unitsOf } from "./organization-units.ts";

let simulator: Simulator;
let cell: FleetCell;

beforeAll(async () => {
  simulator = await startSimulator({
    accounts: 23,
    regions: ["eu-west-1"],
    functions: 900,
    seed: 8,
    quotaScale: 1_000,
  });
  const cells = simulator.fleet.accounts.map((account) => simulator.fleet.cell(account.id, "eu-west-1"));
  const largest = cells.reduce((a, b) => ((b?.functionCount ?? 0) > (a?.functionCount ?? 0) ? b : a));
  if (largest === null) {
    throw new Error("The fleet has no account-Region.");
  }
  cell = largest;
});

afterAll(() => simulator.close());

function config() {
  return clientConfig(simulator, { accountId: cell.accountId });
}

describe("Organizations", () => {
  it("lists accounts by twenty, to the management account alone", async () => {
    const client = new OrganizationsClient(clientConfig(simulator));
    const sizes: number[] = [];
    const ids: (string | undefined)[] = [];
    for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
      sizes.push(Accounts.length);
      ids.push(...Accounts.map((account) => account.Id));
    }
    expect(sizes).toEqual([20, 3]);
    expect(ids).toEqual(simulator.fleet.accounts.map((account) => account.id));
    const member = simulator.fleet.accounts.find((account) => !account.management);
    const fromMember = new OrganizationsClient(clientConfig(simulator, { accountId: member?.id ?? "" }));
    await expect(fromMember.send(new ListAccountsCommand())).rejects.toBeInstanceOf(AccessDeniedException);
    const { Organization } = await fromMember.send(new DescribeOrganizationCommand());
    expect(Organization?.MasterAccountId).toBe(simulator.fleet.organization.managementAccountId);
  });

  it("attaches the policy that allows everything to the root, every unit and every account", async () => {
    const client = new OrganizationsClient(clientConfig(simulator));
    const targets: (string | undefined)[] = [];
    for await (const { Targets = [] } of paginateListTargetsForPolicy({ client }, { PolicyId: "p-FullAWSAccess" })) {
      targets.push(...Targets.map((target) => target.TargetId));
    }
    const { fleet } = simulator;
    const units = unitsOf(fleet).map(({ id }) => id);
    expect(targets).toEqual([fleet.organization.rootId, ...units, ...fleet.accounts.map(({ id }) => id)]);
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: "p-FullAWSAccess" }));
    expect(JSON.parse(Policy?.Content ?? "")).toHaveProperty("Statement");
  });
});

describe("EC2", () => {
  it("tells which Regions are enabled", async () => {
    const client = new EC2Client(config());
    const { Regions = [] } = await client.send(new DescribeRegionsCommand());
    const { Regions: all = [] } = await client.send(new DescribeRegionsCommand({ AllRegions: true }));
    expect(Regions.map((region) => region.RegionName)).toEqual(["eu-west-1"]);
    expect(all.length).toBe(simulator.fleet.regions.length);
  });

  it("describes networks by id and filter, and refuses what it does not know", async () => {
    const client = new EC2Client(config());
    const network = cell.network(simulator.now());
    const { Vpcs = [] } = await client.send(new DescribeVpcsCommand());
    expect(Vpcs.map((vpc) => vpc.VpcId)).toEqual(network.vpcs.map((vpc) => vpc.VpcId));
    const VpcId = Vpcs[0]?.VpcId ?? "";
    const { Subnets = [] } = await client.send(
      new DescribeSubnetsCommand({ Filters: [{ Name: "vpc-id", Values: [VpcId, "vpc-none"] }] }),
    );
    expect(Subnets.length).toBe(network.subnets.filter((subnet) => subnet.VpcId === VpcId).length);
    expect(Subnets[0]).toMatchObject({ AvailableIpAddressCount: expect.any(Number), VpcId });
    const { NetworkInterfaces = [] } = await client.send(
      new DescribeNetworkInterfacesCommand({ Filters: [{ Name: "interface-type", Values: ["lam*"] }] }),
    );
    expect(NetworkInterfaces.length).toBeGreaterThan(0);
    await expect(client.send(new DescribeSubnetsCommand({ SubnetIds: ["subnet-none"] }))).rejects.toMatchObject({
      name: "InvalidSubnetID.NotFound",
    });
    const bad = new DescribeSubnetsCommand({ Filters: [{ Name: "colour", Values: ["red"] }] });
    await expect(client.send(bad)).rejects.toMatchObject({ name: "InvalidParameterValue" });
  });
});

describe("SQS", () => {
  it("gives a queue's redrive policy, and the typed error for one that is not there", async () => {
    const client = new SQSClient({ ...config(), md5: false });
    const queue = cell.queues().find(({ attributes }) => attributes.RedrivePolicy !== undefined);
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: queue?.name }));
    expect(QueueUrl).toBe(queue?.url);
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn", "RedrivePolicy"] }),
    );
    expect(Attributes).toEqual({ QueueArn: queue?.arn, RedrivePolicy: queue?.attributes.RedrivePolicy });
    await expect(client.send(new GetQueueUrlCommand({ QueueName: "none" }))).rejects.toBeInstanceOf(QueueDoesNotExist);
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand());
    expect(QueueUrls).toEqual(cell.queues().map(({ url }) => url));
  });
});

describe("Resource Groups Tagging", () => {
  it("lists tagged functions by a hundred", async () => {
    const client = new ResourceGroupsTaggingAPIClient(config());
    const arns: (string | undefined)[] = [];
    const request = { ResourceTypeFilters: ["lambda:function"] };
    for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, request)) {
      expect(ResourceTagMappingList.length).toBeLessThanOrEqual(100);
      arns.push(...ResourceTagMappingList.map((mapping) => mapping.ResourceARN));
    }
    expect(arns).toEqual(cell.taggedResources().map((mapping) => mapping.ResourceARN));
  });
});

describe("CloudTrail", () => {
  it("finds the events of one function, and takes one attribute only", async () => {
    const client = new CloudTrailClient(config());
    const events = cell.trailEvents({
      start: new Date(simulator.now().getTime() - 90 * 86_400_000),
      end: simulator.now(),
    });
    const name = events[0]?.Resources[0]?.ResourceName ?? "";
    const found: (string | undefined)[] = [];
    const request = { LookupAttributes: [{ AttributeKey: "ResourceName" as const, AttributeValue: name }] };
    for await (const { Events = [] } of paginateLookupEvents({ client }, request)) {
      expect(Events.length).toBeLessThanOrEqual(50);
      found.push(...Events.map((event) => event.EventId));
    }
    const wanted = events.filter((event) => event.Resources.some((resource) => resource.ResourceName === name));
    expect(found).toEqual(wanted.map((event) => event.EventId));
    const two = new LookupEventsCommand({
      LookupAttributes: [
        { AttributeKey: "ResourceName", AttributeValue: name },
        { AttributeKey: "EventName", AttributeValue: "X" },
      ],
    });
    await expect(client.send(two)).rejects.toBeInstanceOf(InvalidLookupAttributesException);
  });
});
