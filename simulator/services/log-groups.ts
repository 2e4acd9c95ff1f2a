import type {
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  ListLogGroupsRequest,
  ListLogGroupsResponse,
  LogGroup,
} from "@aws-sdk/client-cloudwatch-logs";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceOperations } from "./service.ts";

const invalidToken = "InvalidParameterException";

const describeLogGroups: Operation<DescribeLogGroupsRequest, DescribeLogGroupsResponse> = (input, call) => {
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, logGroupIdentifiers: identifiers } = input;
  const groups = call.lists
    .get(call, "logGroups", () => call.cell.logGroups())
    .filter(
      (group) =>
        hasName(group, (name) => (prefix === undefined || name.startsWith(prefix)) && holds(name, pattern)) &&
        (identifiers === undefined ||
          identifiers.some((id) => id === group.logGroupName || id === group.logGroupArn)) &&
        hasClass(group, input.logGroupClass),
    );
  const request = { token: input.nextToken, limit: input.limit, size: 50, invalidToken };
  const { items, next } = pageOf(call, groups, request);
  return { logGroups: items, nextToken: next };
};

const listLogGroups: Operation<ListLogGroupsRequest, ListLogGroupsResponse> = (input, call) => {
  const groups = call.lists
    .get(call, "logGroups", () => call.cell.logGroups())
    .filter(
      (group) =>
        hasName(group, (name) => matchesPattern(name, input.logGroupNamePattern)) &&
        hasClass(group, input.logGroupClass),
    );
  const request = { token: input.nextToken, limit: input.limit, size: 50, max: 1_000, invalidToken };
  const { items, next } = pageOf(call, groups, request);
  return {
    logGroups: items.map(({ logGroupName, logGroupArn, logGroupClass }) => ({
      logGroupName,
      logGroupArn,
      logGroupClass,
    })),
    nextToken: next,
  };
};

function hasName(group: LogGroup, test: (name: string) => boolean): boolean {
  return group.logGroupName !== undefined && test(group.logGroupName);
}

function hasClass(group: LogGroup, wanted: string | undefined): boolean {
  return wanted === undefined || (group.logGroupClass ?? "STANDARD") === wanted;
}

/** DescribeLogGroups' pattern is a substring without regard to case. */
function holds(name: string, pattern: string | undefined): boolean {
  return pattern === undefined || name.toLowerCase().includes(pattern.toLowerCase());
}

/** ListLogGroups' pattern is a substring, anchored by `^`; alternatives are separated by `|`. */
function matchesPattern(name: string, pattern: string | undefined): boolean {
  if (pattern === undefined) {
    return true;
  }
  return pattern
    .split("|")
    .some((part) => (part.startsWith("^") ? name.startsWith(part.slice(1)) : name.includes(part)));
}

export const logGroups = {
  DescribeLogGroups: describeLogGroups,
  ListLogGroups: listLogGroups,
} satisfies ServiceOperations;
