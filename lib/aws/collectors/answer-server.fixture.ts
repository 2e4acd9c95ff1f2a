import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What is sent, and how. */
export interface SentAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the body's own. */
  readonly contentLength?: number;
  /** After so many bytes of the body the connection is closed. */
  readonly closeAfterBytes?: number;
  /** The body is sent again and again until so many bytes have gone, or the other side has had enough. */
  readonly repeatToBytes?: number;
  /** Milliseconds between the bytes of the body, which never end. */
  readonly dripMs?: number;
  /** Nothing is ever sent. */
  readonly silent?: true;
  /** An informational answer goes first. */
  readonly earlyHints?: true;
}

/** One request, as far as an answer may depend on it. */
export interface Asked {
  /** Names the operation of the XML protocols; null for the JSON ones. */
  readonly action: string | null;
  /** How many requests came before it since `answer` was set. */
  readonly index: number;
}

export type Answer = (asked: Asked) => SentAnswer;

export interface AnswerServer {
  readonly url: string;
  answer: Answer;
  /** Requests since `answer` was set. */
  readonly asked: number;
  close(): Promise<void>;
}

/** A server that answers every call of every service alike, for what no real service would send. */
export async function startAnswerServer(): Promise<AnswerServer> {
  let answer: Answer = () => ({ status: 200, type: "application/json", body: "{}" });
  let asked = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const action = await actionOf(request);
      await send(response, answer({ action, index: asked++ }));
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get answer() {
      return answer;
    },
    set answer(next) {
      answer = next;
      asked = 0;
    },
    get asked() {
      return asked;
    },
    async close() {
      const closed = once(server, "close");
      server.closeAllConnections();
      server.close();
      await closed;
    },
  };
}

async function send(response: ServerResponse, sent: SentAnswer): Promise<void> {
  if (sent.silent) return;
  const body = typeof sent.body === "string" ? Buffer.from(sent.body) : Buffer.from(sent.body);
  if (sent.earlyHints) response.writeEarlyHints({ link: "</style.css>; rel=preload" });
  const endless = sent.repeatToBytes !== undefined || sent.dripMs !== undefined;
  const length = endless ? {} : { "content-length": String(sent.contentLength ?? body.byteLength) };
  response.writeHead(sent.status, { "content-type": sent.type, ...length, ...sent.headers });
  if (sent.dripMs !== undefined) return await drip(response, body, sent.dripMs);
  if (sent.repeatToBytes !== undefined) return await repeat(response, body, sent.repeatToBytes);
  if (sent.closeAfterBytes === undefined && sent.contentLength === undefined) {
    response.end(body);
    return;
  }
  // Written past Node's own checks of the length, and cut off.
  const part = sent.closeAfterBytes === undefined ? body : body.subarray(0, sent.closeAfterBytes);
  response.flushHeaders();
  response.socket?.write(part, () => response.socket?.destroySoon());
}

async function drip(response: ServerResponse, body: Uint8Array, everyMs: number): Promise<void> {
  for (let at = 0; !response.destroyed; at += 1) {
    response.write(body.subarray(at % body.byteLength, (at % body.byteLength) + 1));
    await sleep(everyMs);
  }
}

async function repeat(response: ServerResponse, body: Uint8Array, toBytes: number): Promise<void> {
  for (let sent = 0; sent < toBytes && !response.destroyed; sent += body.byteLength) {
    if (response.write(body)) continue;
    const waiting = new AbortController();
    const { signal } = waiting;
    await Promise.race([once(response, "drain", { signal }), once(response, "close", { signal })]);
    waiting.abort();
  }
  response.end();
}

async function actionOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString()).get("Action");
}
