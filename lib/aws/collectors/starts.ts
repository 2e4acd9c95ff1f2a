import type { CollectedPage, StartPage } from "#lib/domain/collection/source.ts";
import type { CollectContext, Collector } from "./collector.ts";
import { inOrder } from "./in-order.ts";
import { type FeltStep, feltSteps, isFeltStep } from "./starts/felt-steps.ts";
import { insightsSteps, isInsightsStep } from "./starts/insights-steps.ts";
import { planSteps, type StartStep } from "./starts/plan-steps.ts";
import { openLedger, type QueryLedger } from "./starts/query-ledger.ts";
import { readFeltStep } from "./starts/read-felt-step.ts";
import { readInsightsStep } from "./starts/read-insights-step.ts";
import { readStep } from "./starts/read-step.ts";

/** Queries of one task under way; 100 may run at once in an account-Region, whoever started them. */
const underWay = 3;

/** Starts and failures from log lines, and from the events of Lambda Insights, by Logs Insights. The cursor holds the steps that are done and the queries that run. */
export const starts: Collector<"starts"> = {
  source: "starts",
  actions: [
    {
      action: "logs:StartQuery",
      why: "cold starts, init times, memory and failures are read from REPORT lines, and from Lambda Insights where it is installed",
    },
    { action: "logs:GetQueryResults", why: "the same" },
    { action: "logs:StopQuery", why: "a query that nobody waits for any more costs nothing further" },
  ],
  async *collect(context, { requests, samples = [], insights = [] }, cursor) {
    const reports = planSteps(requests);
    const planned = [...reports, ...insightsSteps(insights, reports.length)];
    const steps = [...planned, ...feltSteps(samples, planned.length)];
    const total = steps.length;
    const ledger = openLedger(cursor);
    const rest = steps.slice(ledger.done);
    if (rest.length === 0) {
      yield { page: emptyPage(context), nextCursor: null, progress: { done: total, total } };
      return;
    }
    const stopping = new AbortController();
    const signal = AbortSignal.any([context.signal, stopping.signal]);
    const pages = inOrder(rest, { width: underWay }, async (step) => ({
      step,
      page: await readAny({ ...context, signal }, step, ledger),
    }));
    for await (const event of withNews(pages, ledger, stopping)) {
      if (event === null) {
        yield { page: emptyPage(context), nextCursor: ledger.cursor(), progress: { done: ledger.done, total } };
      } else {
        ledger.endStep(event.step.index);
        yield pageOf(event.page, ledger, total);
      }
      ledger.confirm();
    }
  },
};

async function readAny(context: CollectContext, step: StartStep | FeltStep, ledger: QueryLedger): Promise<StartPage> {
  if (isInsightsStep(step)) return await readInsightsStep(context, step, ledger);
  if (!isFeltStep(step)) return await readStep(context, step, ledger);
  return { ...emptyPage(context), sample: await readFeltStep(context, step, ledger) };
}

function pageOf(page: StartPage, ledger: QueryLedger, total: number): CollectedPage<"starts"> {
  const nextCursor = ledger.done >= total ? null : ledger.cursor();
  return { page, nextCursor, progress: { done: ledger.done, total } };
}

/**
 * The pages in their order, and null whenever a query was started that the store does not know of. Whoever stops
 * listening stops the work, and waits until nothing goes on any more.
 */
async function* withNews<T>(
  pages: AsyncGenerator<T>,
  ledger: QueryLedger,
  stopping: AbortController,
): AsyncGenerator<T | null> {
  let next = pages.next();
  try {
    for (;;) {
      const event = await Promise.race([next, ledger.unkept().then(() => null)]);
      if (event === null) yield null;
      else if (event.done === true) return;
      else {
        yield event.value;
        next = pages.next();
      }
    }
  } finally {
    stopping.abort(new Error("The starts are not read on."));
    // What it failed of was thrown already, or does not matter to anybody any more.
    await next.catch(() => undefined);
    await pages.return(undefined);
  }
}

function emptyPage(context: CollectContext): StartPage {
  const now = context.now();
  return { granularity: "hour", window: { from: now, to: now }, points: [], failures: [], versions: [], scans: [] };
}
