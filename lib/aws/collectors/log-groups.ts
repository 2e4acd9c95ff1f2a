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

/** All groups by name and class, 1,000 a page. */
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

/** The log groups of an account-Region; not only /aws/lambda/, since a function may write to any. */
export const logGroups: Collector<"log-groups"> = {
  source: "log-groups",
  actions: [
    {
      action: "logs:ListLogGroups",
      why: "which log groups exist, and of which class, decides what starts can be read",
    },
    { action: "logs:DescribeLogGroups", why: "the same is known where groups cannot be listed the newer way" },
  ],
  async *collect(context, _input, cursor) {
    // The cursor says which of the two lists it belongs to.
    const [operation, token] = splitCursor(cursor);
    if (operation === description.operation) {
      yield* walk(context, description, token);
      return;
    }
    try {
      yield* walk(context, listing, token);
    } catch (error) {
      if (token !== null || !(error instanceof AwsFailureError) || !fallsBack.has(error.failure.kind)) throw error;
      context.note("Log groups are read by DescribeLogGroups", { reason: error.failure.reason });
      yield* walk(context, description, null);
    }
  },
};

const fallsBack: ReadonlySet<string> = new Set(["denied", "unsupported", "malformed"]);

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
