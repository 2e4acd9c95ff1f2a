import type { EC2 } from "@aws-sdk/client-ec2";
import { type AnswerReader, readAnswerOf } from "#lib/aws/answer.ts";
import type { SendOptions } from "#lib/aws/call-aws.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";

/** One thing that EC2 describes, with a reader for its fields. */
export interface Described {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly read: AnswerReader;
}

/** All entries of one of EC2's Describe operations, over all its pages. */
export async function describeAll(
  context: CollectContext,
  operation: string,
  listName: string,
  send: (ec2: EC2, token: string | undefined, options: SendOptions) => Promise<object>,
): Promise<readonly Described[]> {
  const call = callOf(context, "ec2", operation);
  const read = readAnswerOf(call);
  const entries: Described[] = [];
  const pages = pagesOf(call, null, async (token) => {
    const answer = read.record(
      await context.call("ec2", operation, async (ec2, options) => await send(ec2, token, options)),
      operation,
    );
    // An empty set comes as an empty list; no list at all is not an answer of EC2.
    return { items: read.requiredList(answer[listName], listName), nextToken: tokenOf(answer.NextToken, call) };
  });
  for await (const { items } of pages) {
    for (const item of items) entries.push({ fields: read.record(item, listName), read });
  }
  return entries;
}
