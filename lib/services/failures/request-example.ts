import { randomUUID } from "node:crypto";
import {
  countExamples,
  createExample,
  expireExamples,
  getLatestExample,
  lockExamples,
} from "#lib/db/sql/failures/log-examples.ts";
import { exampleHistoryDays } from "#lib/domain/failures/example-lines.ts";
import { ConflictError } from "#lib/errors.ts";
import { recordAuditSql } from "#lib/services/audit.ts";
import { actorName, authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { type ExampleInput, exampleInput } from "./example-input.ts";
import { planExample } from "./plan-example.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Requests within an hour: by one person, and by all. Each is one scan that AWS bills. */
export const exampleLimits = { own: 10, all: 60 } as const;

/**
 * Asks a worker for some lines of a series of failures; returns at once. Whoever may start a sync may ask: both cost
 * calls and money, and log lines show what a function works on. A request that waits or runs is joined, and lines that
 * are still kept are not fetched again.
 */
export async function requestExample(context: ServiceContext, raw: unknown): Promise<{ readonly joined: boolean }> {
  authorize(context.actor, "sync:run");
  const input: ExampleInput = parseInput(exampleInput, raw);
  const now = context.clock.now();
  return context.inSqlTransaction(async (sql) => {
    await lockExamples(sql);
    // Lines go when their time has passed, whether a worker runs or not.
    await expireExamples(sql, now, new Date(now.getTime() - exampleHistoryDays * dayMs));
    const { subject, window, scan, usd, impossible } = await planExample(sql, input, now);
    const { accountId, functionId, region } = subject;
    const series = { accountId, functionId, kind: input.kind, errorType: input.errorType };
    const latest = await getLatestExample(sql, series);
    const isOpen = latest?.state === "waiting" || latest?.state === "running";
    const isKept = latest?.state === "done" && latest.expiresAt !== null && latest.expiresAt > now;
    if (isOpen || isKept) return { joined: true };
    if (impossible !== null) throw new ConflictError(impossible, { remedy: "There is nothing to fetch." });
    const requestedBy = actorName(context.actor);
    const asked = await countExamples(sql, requestedBy, new Date(now.getTime() - hourMs));
    if (asked.own >= exampleLimits.own || asked.all >= exampleLimits.all) {
      throw new ConflictError("Example lines were asked for too often within the last hour.", {
        remedy: `Wait a while: ${exampleLimits.own} requests an hour are allowed for each person, ${exampleLimits.all} for all.`,
      });
    }
    const id = randomUUID();
    await createExample(
      sql,
      {
        ...series,
        id,
        region,
        windowFrom: window.from,
        windowTo: window.to,
        expectedBytes: scan?.bytes ?? null,
        requestedBy,
      },
      now,
    );
    await recordAuditSql(sql, {
      at: now,
      actor: context.actor,
      action: "failure.show-examples",
      subject: `${accountId} ${region} ${subject.functionName}`,
      details: { kind: input.kind, errorType: input.errorType, from: window.from, to: window.to, estimatedUsd: usd },
    });
    return { joined: false };
  });
}
