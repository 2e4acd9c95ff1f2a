import { pricesOf } from "#lib/aws/price-list.ts";
import { getAccount } from "#lib/db/sql/accounts.ts";
import { type ExampleSubject, getExampleSubject } from "#lib/db/sql/failures/example-subject.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { exampleWindow, type ScanEstimate, scanEstimate } from "#lib/domain/failures/example-window.ts";
import { NotFoundError } from "#lib/errors.ts";
import type { ExampleInput } from "./example-input.ts";

/** What fetching examples of a series would do and take; `impossible` says in a sentence why it cannot be done. */
export interface ExamplePlan {
  readonly subject: ExampleSubject;
  readonly window: { readonly from: Date; readonly to: Date };
  /** Null where nobody knows how large the log group is. */
  readonly scan: ScanEstimate | null;
  /** At list price; null where bytes or price are not known. */
  readonly usd: number | null;
  readonly impossible: string | null;
}

const dayMs = 86_400_000;

/** Works out the smallest scan that would find examples. Throws `NotFoundError` for a series that was never seen. */
export async function planExample(sql: Sql, input: ExampleInput, now: Date): Promise<ExamplePlan> {
  const subject = await getExampleSubject(sql, input);
  if (subject === null) {
    throw new NotFoundError("No such failure has been seen.", { remedy: "Reload the page: it may be gone by now." });
  }
  const { fromMs, toMs } = exampleWindow(subject);
  const scan = scanEstimate({ fromMs, toMs }, subject);
  const prices = pricesOf(subject.region);
  const account = await getAccount(sql, subject.accountId);
  return {
    subject,
    window: { from: new Date(fromMs), to: new Date(toMs) },
    scan,
    usd: scan === null || prices === null ? null : scan.bytes * prices.scannedByteUsd,
    impossible: account?.enabled === true ? reasonAgainst(subject, fromMs, now) : "This account is not read any more.",
  };
}

function reasonAgainst(
  { group, logGroupName, retentionDays }: ExampleSubject,
  fromMs: number,
  now: Date,
): string | null {
  if (group === "missing") return `The log group ${logGroupName} is not there any more.`;
  if (group === "delivery")
    return "The log group only delivers to S3 or Firehose and cannot be queried (class DELIVERY).";
  if (retentionDays !== null && fromMs < now.getTime() - retentionDays * dayMs) {
    return `The log group keeps lines for ${retentionDays === 1 ? "a day" : `${retentionDays} days`}, and this was last seen before that: they are gone.`;
  }
  return null;
}
