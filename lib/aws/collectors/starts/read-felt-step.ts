import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import type { StartSamplePage } from "#lib/domain/collection/source.ts";
import { feltQuery } from "./felt-query.ts";
import { type FeltRow, parseFeltRow } from "./felt-row.ts";
import type { FeltStep } from "./felt-steps.ts";
import { createFeltTally, type FeltTally } from "./felt-tally.ts";
import { type StartStep, splitGroups, splitStep } from "./plan-steps.ts";
import type { QueryLedger } from "./query-ledger.ts";
import { expectedBytes, isGroupMissing } from "./read-rows.ts";
import { runQuery } from "./run-query.ts";
import { maxRows } from "./start-query.ts";

const dayMs = 86_400_000;

/**
 * Looks at the environments of a sampled hour one by one, in as many parts as it takes.
 *
 * @param mostRows rows that AWS gives of one answer at most
 */
export async function readFeltStep(
  context: CollectContext,
  step: FeltStep,
  ledger: QueryLedger,
  mostRows = maxRows,
): Promise<StartSamplePage> {
  const tally = createFeltTally(step.logGroups);
  await readPart(context, { step, part: `${step.index}`, ledger, tally, mostRows });
  return {
    day: new Date(Math.floor(step.window.from.getTime() / dayMs) * dayMs),
    logGroupNames: step.logGroups.map(({ logGroupName }) => logGroupName),
    functions: tally.functions(),
  };
}

interface Part {
  readonly step: StartStep;
  /** Names the part in the ledger. */
  readonly part: string;
  readonly ledger: QueryLedger;
  readonly tally: FeltTally;
  readonly mostRows: number;
}

/** An answer that is full says nothing of the environments it left out, so all of it is asked again, in two. */
async function readPart(context: CollectContext, part: Part): Promise<void> {
  const { step, tally } = part;
  const rows: FeltRow[] = [];
  const outcome = await queryPart(context, part, rows);
  if (outcome === "nothing there") return;
  if (outcome === "complete") return tally.add(rows, step.window.from);
  const parts = outcome === "a group is missing" ? splitGroups(step) : splitStep(step);
  if (parts === null) throw malformedAnswer(callOf(context, "logs", "GetQueryResults"), "a minute has too many rows");
  for (const [index, half] of parts.entries())
    await readPart(context, { ...part, step: half, part: `${part.part}.${index}` });
}

async function queryPart(
  context: CollectContext,
  { step, part, ledger, mostRows }: Part,
  rows: FeltRow[],
): Promise<"complete" | "too big" | "a group is missing" | "nothing there"> {
  const logGroupNames = step.logGroups.map(({ logGroupName }) => logGroupName);
  const query = {
    ...step.window,
    logGroupNames,
    queryString: feltQuery,
    part,
    expectedBytes: expectedBytes(step),
  };
  try {
    const outcome = await runQuery(context, query, ledger, (row) => {
      const parsed = parseFeltRow(row);
      if (parsed !== null) rows.push(parsed);
    });
    return outcome.state === "timeout" || outcome.rows >= mostRows ? "too big" : "complete";
  } catch (error) {
    if (!isGroupMissing(error)) throw error;
    return logGroupNames.length > 1 ? "a group is missing" : "nothing there";
  }
}
