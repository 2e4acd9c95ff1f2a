import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { foreignFunctions, foreignPolicies } from "#lib/testing/foreign-functions.ts";
import { authorizationDetails, callerIdentity } from "#lib/testing/foreign-identity.ts";

/** One answer as it goes over the wire. */
export interface ForeignAnswer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
  readonly delayMs?: number;
}

export interface ForeignRequest {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  /** The operation of the protocols that name it: `Action`, or the part of `X-Amz-Target` behind the dot. */
  readonly operation: string;
}

/** Answers in place of the endpoint's own; undefined leaves it to the endpoint. */
export type ForeignOverride = (request: ForeignRequest) => ForeignAnswer | undefined;

export interface ForeignEndpoint {
  readonly url: string;
  readonly requests: readonly ForeignRequest[];
  /** What it answers from now on, beside what it is by itself. */
  override: ForeignOverride;
  close(): Promise<void>;
}

/**
 * An endpoint that is not AWS and not our simulator either: it serves a few operations of STS, Lambda and IAM in ways
 * that AWS never does, and answers everything else as emulators and proxies do: web pages, 501, empty and plain bodies,
 * XML where JSON is asked for. It sends no Date header.
 */
export async function startForeignEndpoint(): Promise<ForeignEndpoint> {
  const requests: ForeignRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming);
    requests.push(request);
    const answer = endpoint.override(request) ?? answerOf(request);
    if (answer.delayMs === undefined) send(response, answer);
    else setTimeout(() => send(response, answer), answer.delayMs);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint: ForeignEndpoint = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    override: () => undefined,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return endpoint;
}

async function readRequest(incoming: IncomingMessage): Promise<ForeignRequest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const scope = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(incoming.headers.authorization ?? "");
  const target = incoming.headers["x-amz-target"];
  const action = new URLSearchParams(Buffer.concat(chunks).toString()).get("Action");
  return {
    service: scope?.[1] ?? "",
    method: incoming.method ?? "GET",
    path: decodeURIComponent((incoming.url ?? "/").split("?")[0] ?? "/"),
    operation: action ?? (typeof target === "string" ? (target.split(".").at(-1) ?? "") : ""),
  };
}

function send(response: ServerResponse, { status, type, body }: ForeignAnswer): void {
  response.sendDate = false;
  response.writeHead(status, type === null ? {} : { "content-type": type });
  response.end(body);
}

/** A page for people, as proxies and emulators answer what they do not know. */
export const webPage: ForeignAnswer = {
  status: 404,
  type: "text/html; charset=utf-8",
  body: "<!doctype html><title>404 Not Found</title><h1>Not Found</h1><p>The requested URL was not found.</p>",
};

const byService: Readonly<Record<string, ForeignAnswer>> = {
  organizations: webPage,
  ec2: { status: 501, type: null, body: "" },
  logs: {
    status: 400,
    type: "text/xml",
    body: "<ErrorResponse><Error><Code>InvalidAction</Code><Message>no</Message></Error></ErrorResponse>",
  },
  monitoring: { status: 200, type: "application/json", body: "" },
  tagging: { status: 200, type: "text/html", body: "<html><body>It works!</body></html>" },
  sqs: { status: 400, type: "text/plain", body: "unknown operation" },
  cloudtrail: { status: 501, type: "text/plain", body: "not implemented" },
};

function answerOf(request: ForeignRequest): ForeignAnswer {
  if (request.service === "sts" && request.operation === "GetCallerIdentity") return callerIdentity;
  if (request.service === "iam" && request.operation === "GetAccountAuthorizationDetails") return authorizationDetails;
  if (request.service === "lambda") return lambdaAnswer(request);
  return byService[request.service] ?? webPage;
}

function lambdaAnswer({ method, path }: ForeignRequest): ForeignAnswer {
  if (method !== "GET") return webPage;
  if (/^\/2015-03-31\/functions\/?$/.test(path)) return json({ Functions: foreignFunctions, Extra: { a: 1 } });
  const [, name = "", rest = ""] = /^\/2015-03-31\/functions\/([^/]+)(\/policy)?$/.exec(path) ?? [];
  const found = foreignFunctions.find((fn) => fn.FunctionName === name);
  if (found === undefined) return webPage;
  if (rest === "") return json({ Configuration: found, Code: { Location: "https://example.com/?signature=geheim" } });
  const policy = foreignPolicies[name];
  return policy === undefined
    ? { status: 404, type: "application/json", body: JSON.stringify({ __type: "ResourceNotFoundException" }) }
    : json({ Policy: policy });
}

/** JSON under a content type that says otherwise, and late: some emulators are like that. */
function json(body: object): ForeignAnswer {
  return { status: 200, type: "text/plain", body: JSON.stringify(body), delayMs: 20 };
}
