import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { NodeHttpHandler } from "@smithy/node-http-handler";

export type HttpHandler = NodeHttpHandler;

export interface HttpOptions {
  /** Sockets to one host at most; calls beyond wait for a free one. */
  readonly maxSockets: number;
  readonly connectionTimeoutMs: number;
  /** Until the answer begins, and between two pieces of it. */
  readonly requestTimeoutMs: number;
  /** Until the answer is whole, however steadily it drips. */
  readonly answerTimeoutMs: number;
}

export const defaultHttpOptions: HttpOptions = {
  maxSockets: 64,
  connectionTimeoutMs: 5_000,
  requestTimeoutMs: 30_000,
  answerTimeoutMs: 90_000,
};

/** One pool of connections for all clients: kept open between calls, bounded, and never waiting for ever. */
export function createHttpHandler(options: HttpOptions): HttpHandler {
  const agent = { keepAlive: true, maxSockets: options.maxSockets, maxFreeSockets: 16, scheduling: "lifo" } as const;
  return new NodeHttpHandler({
    httpAgent: new HttpAgent(agent),
    httpsAgent: new HttpsAgent(agent),
    connectionTimeout: options.connectionTimeoutMs,
    requestTimeout: options.requestTimeoutMs,
    socketTimeout: options.requestTimeoutMs,
    throwOnRequestTimeout: true,
    // Waiting for a socket is normal here: the agent is the bound. The SDK would print a warning about it.
    socketAcquisitionWarningTimeout: 600_000,
  });
}
