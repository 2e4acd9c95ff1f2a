import { type AnswerReader, numberOrNull, readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { ObservedLogGroup } from "#lib/domain/fleet/observed-log-group.ts";
import { type CollectContext, type Collector, callOf } from "./collector.ts";
import { readEntries, unreadableOf } from "./read-entries.ts";

type Answer = Readonly<Record<string, unknown>>;

interface GroupListing {
  readonly operation: "ListLogGroups" | "DescribeLogGroups";
  fetch(context: CollectContext, token: string | undefined): Promise<{ groups: unknown; nextToken: unknown }>;
  parse(group: Answer, read: AnswerReader): ObservedLogGroup;
}

/** All groups by name and class, 1,000 a page: how long they keep their lines this list does not say. */
const listing: GroupListing = {
  operation: "ListLogGroups",
  async fetch(context, nextToken) {
    const answer = await context.call("logs", "ListLogGroups", (logs, options) =>
      logs.listLogGroups({ limit: 1_000, nextToken }, options),
    );
    return { groups: answer.logGroups, nextToken: answer.nextToken };
  },
  parse: (group, read) => ({
    name: read.text(group.logGroupName, "logGroupName"),
    arn: textOrNull(group.logGroupArn) ?? "",
    logGroupClass: textOrNull(group.logGroupClass) ?? "STANDARD",
    retentionDays: null,
    storedBytes: null,
  }),
};

/** All groups with retention and size, 50 a page: for endpoints and roles without the other. */
const description: GroupListing = {
  operation: "DescribeLogGroups",
  async fetch(context, nextToken) {
    const answer = await context.call("logs", "DescribeLogGroups", (logs, options) =>
      logs.describeLogGroups({ limit: 50, nextToken }, options),
    );
    return { groups: answer.logGroups, nextToken: answer.nextToken };
  },
  parse: (group, read) => ({
    name: read.text(group.logGroupName, "logGroupName"),
    arn: textOrNull(group.logGroupArn) ?? (textOrNull(group.arn) ?? "").replace(/:\*$/, ""),
    logGroupClass: textOrNull(group.logGroupClass) ?? "STANDARD",
    retentionDays: numberOrNull(group.retentionInDays),
    storedBytes: numberOrNull(group.storedBytes),
  }),
};

/** DescribeLogGroups takes 50 names. */
const namesPerDescription = 50;

/**
 * The log groups of an account-Region; not only /aws/lambda/, since a function may write to any. Of those that functions
 * write to, retention and size are asked for, too; where that is refused they stay unknown.
 */
export const logGroups: Collector<"log-groups"> = {
  source: "log-groups",
  actions: [
    {
      action: "logs:ListLogGroups",
      why: "which log groups exist, and of which class, decides what starts can be read",
    },
    {
      action: "logs:DescribeLogGroups",
      why: "how long functions' groups keep their lines decides what can be read, and says why lines are missing",
    },
  ],
  async *collect(context, { describe = [] }, cursor) {
    // The cursor says which of the two lists it belongs to.
    const [operation, token] = splitCursor(cursor);
    if (operation === description.operation) {
      yield* walk(context, description, token);
      return;
    }
    const wanted = new Set(describe);
    try {
      for await (const { page, ...rest } of walk(context, listing, token))
        yield { page: { logGroups: await described(context, page.logGroups, wanted) }, ...rest };
    } catch (error) {
      if (token !== null || !(error instanceof AwsFailureError) || !fallsBack.has(error.failure.kind)) throw error;
      context.note("Log groups are read by DescribeLogGroups", { reason: error.failure.reason });
      yield* walk(context, description, null);
    }
  },
};

/** The groups of a page, those that are wanted and can be queried as DescribeLogGroups tells them. */
async function described(
  context: CollectContext,
  groups: readonly ObservedLogGroup[],
  wanted: ReadonlySet<string>,
): Promise<readonly ObservedLogGroup[]> {
  const names = groups.flatMap(({ name, logGroupClass }) =>
    wanted.has(name) && logGroupClass !== "DELIVERY" ? [name] : [],
  );
  const whole = new Map<string, ObservedLogGroup>();
  try {
    for (let first = 0; first < names.length; first += namesPerDescription) {
      const some = names.slice(first, first + namesPerDescription);
      for (const group of await describeSome(context, some)) whole.set(group.name, group);
    }
  } catch (error) {
    if (!(error instanceof AwsFailureError) || !leavesUnknown.has(error.failure.kind)) throw error;
    context.note("How long log groups keep their lines could not be read", { reason: error.failure.reason });
  }
  return groups.map((group) => whole.get(group.name) ?? group);
}

async function describeSome(context: CollectContext, names: string[]): Promise<readonly ObservedLogGroup[]> {
  const read = readAnswerOf(callOf(context, "logs", description.operation));
  const answer = await context.call("logs", description.operation, (logs, options) =>
    logs.describeLogGroups({ logGroupIdentifiers: names }, options),
  );
  const { entries } = readEntries(
    read.requiredList(answer.logGroups, "logGroups"),
    ({ logGroupName }) => textOrNull(logGroupName),
    (group) => description.parse(read.record(group, "LogGroup"), read),
  );
  return entries;
}

const fallsBack: ReadonlySet<string> = new Set(["denied", "unsupported", "malformed"]);
/** A group may be deleted between the list and its description. */
const leavesUnknown: ReadonlySet<string> = new Set([...fallsBack, "notFound"]);

async function* walk(context: CollectContext, source: GroupListing, start: string | null) {
  const call = callOf(context, "logs", source.operation);
  const read = readAnswerOf(call);
  let done = 0;
  const pages = pagesOf(call, start, async (token) => {
    const { groups, nextToken } = await source.fetch(context, token);
    return { items: read.requiredList(groups, "logGroups"), nextToken: tokenOf(nextToken, call) };
  });
  for await (const { items, nextToken } of pages) {
    done += items.length;
    const groups = readEntries(
      items,
      ({ logGroupName }) => textOrNull(logGroupName),
      (group) => source.parse(read.record(group, "LogGroup"), read),
    );
    yield {
      page: { logGroups: groups.entries },
      nextCursor: nextToken === null ? null : `${source.operation} ${nextToken}`,
      progress: { done, total: nextToken === null ? done : null },
      ...unreadableOf(groups),
    };
  }
}

function splitCursor(cursor: string | null): readonly [operation: string | null, token: string | null] {
  if (cursor === null) return [null, null];
  const space = cursor.indexOf(" ");
  return [cursor.slice(0, space), cursor.slice(space + 1)];
}
