import { setTimeout as sleep } from "node:timers/promises";
import type { RecordedRequest } from "#simulator/recorded-request.ts";
import type { BareCall, BareClients } from "./bare-clients.ts";

interface Counts {
  readonly refused: number;
  readonly extraPolls: number;
  readonly metricPoints: number;
}

/** Asks recorded requests again, one by one, and counts what came. */
export interface ReplayCall {
  send(request: RecordedRequest): Promise<void>;
  /** Waits for log queries that have not ended though all of their recorded polls are done. */
  end(): Promise<void>;
  counts(): Counts;
}

/** A log query under its new name, and the poll that told least how it stands. */
interface Query {
  readonly id: Promise<string | null>;
  last: BareCall | null;
  complete: boolean;
}

const pollPauseMs = 20;

/** Log queries get new names when they are started again: their polls are made with those, and one rest until they end. */
export function replayCall(clients: BareClients): ReplayCall {
  const queries = new Map<string, Query>();
  let refused = 0;
  let extraPolls = 0;
  let metricPoints = 0;
  /** Null for a refusal, which the recorded run had as well; what is no answer at all breaks the replay off. */
  const ask = async (call: BareCall): Promise<Readonly<Record<string, unknown>> | null> => {
    try {
      return await clients.send(call);
    } catch (error) {
      if (!isAnswer(error)) throw error;
      refused += 1;
      return null;
    }
  };
  const poll = async (query: Query, call: BareCall): Promise<void> => {
    const queryId = await query.id;
    if (queryId === null) return;
    const asked = { ...call, input: { ...call.input, queryId } };
    const answer = await ask(asked);
    query.last = asked;
    query.complete ||= answer?.status !== "Running";
  };
  return {
    async send(request) {
      if (request.queryId !== null) {
        const answer = ask(request);
        const id = answer.then((started) => (typeof started?.queryId === "string" ? started.queryId : null));
        queries.set(request.queryId, { id, last: null, complete: false });
        await answer;
        return;
      }
      const query = queries.get(queryIdOf(request.input));
      if (query !== undefined) {
        await poll(query, request);
        return;
      }
      const answer = await ask(request);
      metricPoints += pointsOf(answer);
    },
    async end() {
      for (const query of queries.values()) {
        while (!query.complete && query.last !== null) {
          await sleep(pollPauseMs);
          extraPolls += 1;
          await poll(query, query.last);
        }
      }
    },
    counts: () => ({ refused, extraPolls, metricPoints }),
  };
}

function queryIdOf(input: object): string {
  return "queryId" in input ? String(input.queryId) : "";
}

/** Errors that the service answered carry a status; a broken connection has none. */
function isAnswer(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return false;
  const { $metadata: metadata } = error;
  return typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata;
}

function pointsOf(answer: Readonly<Record<string, unknown>> | null): number {
  const results: unknown = answer?.MetricDataResults;
  if (!Array.isArray(results)) return 0;
  return results.reduce((sum: number, result: { Values?: readonly number[] }) => sum + (result.Values?.length ?? 0), 0);
}
