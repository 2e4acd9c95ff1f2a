import { describe, expect, it } from "vitest";
import type { ObservedGroupRule } from "#lib/domain/fleet/observed-network.ts";
import { isPrivateCidr } from "./private-address.ts";
import { type NeedGroup, type NeedSigns, vpcNeed } from "./vpc-need.ts";

const rule = (more: Partial<ObservedGroupRule>): ObservedGroupRule => ({
  ...{ protocol: "tcp", fromPort: null, toPort: null, cidrs: [], groupIds: [], prefixListIds: [] },
  ...more,
});
const anywhere = rule({ protocol: "-1", cidrs: ["0.0.0.0/0", "::/0"] });
const group = (
  securityGroupId: string,
  egress: ObservedGroupRule[] | null,
  letIn: ObservedGroupRule[] = [],
): NeedGroup => ({
  ...{ securityGroupId, name: `${securityGroupId}-name`, egress, ingressFromGroups: letIn },
});
const nothing: NeedSigns = {
  securityGroupIds: ["sg-1"],
  groups: [group("sg-1", [anywhere])],
  environment: [{ name: "LOG_LEVEL", kind: "plain" }],
  fileSystemArns: [],
  ...{ roleActions: [], roleWhole: true },
  triggerServices: ["sqs"],
  otherInterfaces: { rds: 1 },
};
const verdict = (more: Partial<NeedSigns>) => vpcNeed({ ...nothing, ...more });
const onPort = (port: number, more: Partial<ObservedGroupRule>) => rule({ fromPort: port, toPort: port, ...more });

describe("vpcNeed", () => {
  it.each([
    ["a file system", { fileSystemArns: ["arn:aws:elasticfilesystem:eu-west-1:1:access-point/fsap-1"] }, /fsap-1/],
    [
      "a group that lets it in",
      { groups: [group("sg-1", [anywhere]), group("sg-db", [], [onPort(5432, { groupIds: ["sg-1"] })])] },
      /sg-db-name lets its group in on port 5432/,
    ],
    [
      "a rule to a database",
      { groups: [group("sg-1", [anywhere, onPort(6379, { cidrs: ["10.1.0.0/16"] })])] },
      /port 6379/,
    ],
    ["private rules alone", { groups: [group("sg-1", [rule({ cidrs: ["10.0.0.0/8"] })])] }, /private addresses alone/],
    ["a role that connects", { roleActions: ["rds-db:connect"] }, /rds-db:connect/],
  ] as const)("is needed by %s", (_, more, text) => {
    const { need, evidence } = verdict(more);
    expect(need).toBe("needs");
    expect(evidence.map((one) => one.text).join(" ")).toMatch(text);
  });

  it.each([
    ["a host by name", { environment: [{ name: "ORDERS_DB_HOST", kind: "plain" }] }],
    ["PGHOST", { environment: [{ name: "PGHOST", kind: "plain" }] }],
    ["REDIS_URL", { environment: [{ name: "REDIS_URL", kind: "credential" }] }],
    ["Kafka", { triggerServices: ["self-managed-kafka"] }],
    ["a database's secret beside a database", { environment: [{ name: "DB_SECRET_ARN", kind: "secretReference" }] }],
  ] as const)("is probably needed with %s", (_, more) => expect(verdict(more).need).toBe("probably"));

  it.each([
    ["an ordinary function", {}],
    [
      "a secret where no database stands",
      { environment: [{ name: "DB_SECRET_ARN", kind: "secretReference" }], otherInterfaces: {} },
    ],
    ["an empty variable", { environment: [{ name: "DB_HOST", kind: "empty" }] }],
    ["the Data API, which works from anywhere", { roleActions: ["rds-data:executestatement"] }],
    ["names of tables", { environment: [{ name: "DYNAMODB_TABLE_NAME", kind: "plain" }] }],
    [
      "another group's door",
      { groups: [group("sg-1", [anywhere]), group("sg-db", [], [onPort(5432, { groupIds: ["sg-9"] })])] },
    ],
    ["a way to a public range", { groups: [group("sg-1", [onPort(5432, { cidrs: ["8.8.8.0/24"] })])] }],
    ["a prefix list, which names S3", { groups: [group("sg-1", [rule({ prefixListIds: ["pl-1"] })])] }],
  ] as const)("finds nothing with %s", (_, more) => {
    expect(verdict(more)).toMatchObject({ need: "nothingFound", evidence: [], notRead: [] });
  });

  it("is not known while anything was not read, and says what", () => {
    const unread = { groups: null, environment: null, roleActions: null, triggerServices: null, fileSystemArns: null };
    for (const [name, value] of Object.entries(unread)) {
      const { need, notRead } = verdict({ [name]: value });
      expect([name, need, notRead.length]).toEqual([name, "unknown", 1]);
    }
    expect(verdict({ groups: [group("sg-1", null)] }).need).toBe("unknown");
    expect(verdict({ roleWhole: false })).toMatchObject({ need: "unknown", notRead: ["some policies of its role"] });
    expect(verdict({ groups: [] }).notRead).toEqual(["the rules of its security groups"]);
  });

  it("is needed whatever was not read", () => {
    expect(verdict({ groups: null, roleActions: ["kafka-cluster:connect"] }).need).toBe("needs");
  });
});

describe("isPrivateCidr", () => {
  it.each([
    ["10.0.0.0/8", true],
    ["172.16.0.0/12", true],
    ["172.31.4.0/24", true],
    ["192.168.1.1/32", true],
    ["100.64.0.0/10", true],
    ["fd12:3456::/48", true],
    ["fe80::/10", true],
    ["10.0.0.0/7", false],
    ["172.32.0.0/16", false],
    ["172.0.0.0/8", false],
    ["0.0.0.0/0", false],
    ["::/0", false],
    ["2001:db8::/32", false],
    ["10.0.0.0", false],
    ["10.0.0/8", false],
    ["10.0.0.256/32", false],
    ["pl-1", false],
  ])("%s: %s", (cidr, expected) => expect(isPrivateCidr(cidr)).toBe(expected));
});
