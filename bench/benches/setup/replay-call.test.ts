import { describe, expect, it } from "vitest";
import type { RecordedRequest } from "#simulator/recorded-request.ts";
import type { BareCall, BareClients } from "./bare-clients.ts";
import { replayCall } from "./replay-call.ts";

function request(operation: string, input: object, queryId: string | null = null): RecordedRequest {
  return { service: "logs", region: "eu-west-1", accountId: "111122223333", assumed: true, operation, input, queryId };
}

/** Clients that answer from a list by operation; the last answer comes again and again. */
function clientsOf(answers: Readonly<Record<string, readonly unknown[]>>): { clients: BareClients; asked: BareCall[] } {
  const asked: BareCall[] = [];
  const used = new Map<string, number>();
  const clients: BareClients = {
    send: async (call) => {
      asked.push(call);
      const list = answers[call.operation] ?? [];
      const index = used.get(call.operation) ?? 0;
      used.set(call.operation, index + 1);
      const answer = list[Math.min(index, list.length - 1)];
      if (answer instanceof Error) throw answer;
      return { ...(answer as object) };
    },
    close: () => undefined,
  };
  return { clients, asked };
}

const refusal = Object.assign(new Error("No policy."), { $metadata: { httpStatusCode: 404 } });
/** What the SDK throws when no answer came at all: metadata without a status. */
const reset = Object.assign(new Error("read ECONNRESET"), { $metadata: { attempts: 3 } });

describe("replayCall", () => {
  it("polls a query under the name that it got this time, and on until it has ended", async () => {
    const { clients, asked } = clientsOf({
      StartQuery: [{ queryId: "new" }],
      GetQueryResults: [{ status: "Running" }, { status: "Running" }, { status: "Complete" }],
    });
    const call = replayCall(clients);
    await Promise.all([
      call.send(request("StartQuery", {}, "old")),
      call.send(request("GetQueryResults", { queryId: "old" })),
    ]);
    await call.end();
    expect(asked.map(({ operation, input }) => [operation, input])).toEqual([
      ["StartQuery", {}],
      ["GetQueryResults", { queryId: "new" }],
      ["GetQueryResults", { queryId: "new" }],
      ["GetQueryResults", { queryId: "new" }],
    ]);
    expect(call.counts()).toEqual({ refused: 0, extraPolls: 2, metricPoints: 0 });
  });

  it("counts the values of answers that come at once, and refusals", async () => {
    const results = { MetricDataResults: [{ Values: [1, 2] }, { Values: [3] }, {}] };
    const { clients } = clientsOf({ GetMetricData: [results], GetPolicy: [refusal] });
    const call = replayCall(clients);
    await Promise.all([
      ...Array.from({ length: 5 }, () => call.send(request("GetMetricData", {}))),
      call.send(request("GetPolicy", {})),
    ]);
    expect(call.counts()).toEqual({ refused: 1, extraPolls: 0, metricPoints: 15 });
  });

  it("breaks off when a call gets no answer: the figure would be wrong", async () => {
    const call = replayCall(clientsOf({ GetPolicy: [reset] }).clients);
    await expect(call.send(request("GetPolicy", {}))).rejects.toBe(reset);
  });
});
