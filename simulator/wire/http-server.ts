import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { AwsError, ConnectionReset } from "./aws-error.ts";
import { CutAnswer, PreparedAnswer, type WireHandler } from "./call.ts";
import { type CredentialScope, readCredentialScope } from "./credential-scope.ts";
import type { WireAnswer, WireRequest } from "./protocol.ts";
import { readRequestBody } from "./request-body.ts";
import type { ServiceDefinition } from "./service-model.ts";
import { createServiceLoader, type WireService } from "./wire-service.ts";

/**
 * An HTTP server that speaks AWS's wire protocols: it routes by the credential scope, parses and serialises by the
 * SDK's schemas, and leaves the meaning of each call to the handler.
 */
export function createWireServer(catalog: readonly ServiceDefinition[], handler: WireHandler): Server {
  const findService = createServiceLoader(catalog);
  let sequence = 0;
  return createKeptServer((request, response) => {
    sequence += 1;
    void serve(findService, handler, request, response, sequence);
  });
}

/** A server that waits for clients to close their connections. */
export function createKeptServer(listener: RequestListener): Server {
  const server = createServer(listener);
  // The SDK keeps idle sockets; a server that closes them first would cause resets that nobody asked for.
  server.keepAliveTimeout = 120_000;
  return server;
}

async function serve(
  findService: ReturnType<typeof createServiceLoader>,
  handler: WireHandler,
  request: IncomingMessage,
  response: ServerResponse,
  sequence: number,
): Promise<void> {
  const requestId = `00000000-0000-4000-8000-${sequence.toString(16).padStart(12, "0")}`;
  const aborter = new AbortController();
  response.once("close", () => {
    // After a whole answer nobody listens; an abort would still cost as much as a small answer.
    if (!response.writableFinished) {
      aborter.abort();
    }
  });
  try {
    const body = await readRequestBody(request);
    const scope = readCredentialScope(request.headers);
    const service = scope === undefined ? undefined : await findService(scope.service);
    if (scope === undefined || service === undefined) {
      send(response, refuseUnroutable(scope, requestId));
      return;
    }
    const wire = toWireRequest(request, body);
    const call = { scope, sequence, signal: aborter.signal };
    await answer(service, handler, wire, call, requestId, response);
  } catch (error) {
    if (error instanceof ConnectionReset || aborter.signal.aborted) {
      request.socket.resetAndDestroy();
      return;
    }
    send(response, plainError(toAwsError(error), requestId));
  }
}

async function answer(
  service: WireService,
  handler: WireHandler,
  wire: WireRequest,
  call: { scope: CredentialScope; sequence: number; signal: AbortSignal },
  requestId: string,
  response: ServerResponse,
): Promise<void> {
  const { model, protocol } = service;
  try {
    const { operation, input } = protocol.read(wire);
    const output = await handler({ ...call, service: model, operation, input: input() });
    if (output instanceof PreparedAnswer) {
      send(response, output.answer);
    } else if (output instanceof CutAnswer) {
      cut(response, protocol.write(operation, output.output, requestId));
    } else {
      send(response, protocol.write(operation, output, requestId));
    }
  } catch (error) {
    if (error instanceof ConnectionReset || call.signal.aborted) {
      throw error;
    }
    send(response, protocol.writeError(toAwsError(error), requestId));
  }
}

function toWireRequest(request: IncomingMessage, body: Uint8Array): WireRequest {
  const url = request.url ?? "/";
  const mark = url.indexOf("?");
  return {
    method: request.method ?? "GET",
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1)),
    headers: request.headers,
    body,
  };
}

/** A fault of the simulator itself is an InternalFailure that says what went wrong, so that it is noticed and found. */
function toAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) {
    return error;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AwsError("InternalFailure", `The simulated AWS failed: ${detail}`, { status: 500 });
}

function refuseUnroutable(scope: CredentialScope | undefined, requestId: string): WireAnswer {
  const error =
    scope === undefined
      ? new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", { status: 403 })
      : new AwsError("UnknownOperationException", `The service ${scope.service} is not simulated.`, { status: 404 });
  return plainError(error, requestId);
}

function plainError(error: AwsError, requestId: string): WireAnswer {
  return {
    status: error.status ?? 400,
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amzn-requestid": requestId,
      "x-amzn-errortype": error.code,
    },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  };
}

function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  if (!isInParts(body)) {
    response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
    response.end(body);
    return;
  }
  response.writeHead(status, { ...headers, "content-length": bytesIn(body) });
  response.cork();
  for (const part of body) {
    response.write(part);
  }
  response.end();
}

function cut(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  const bytes = isInParts(body) ? Buffer.concat(body) : typeof body === "string" ? Buffer.from(body) : body;
  response.writeHead(status, { ...headers, "content-length": bytes.byteLength });
  response.write(bytes.subarray(0, bytes.byteLength >> 1), () => response.destroy());
}

function isInParts(body: WireAnswer["body"]): body is readonly Uint8Array[] {
  return Array.isArray(body);
}

function bytesIn(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.byteLength, 0);
}
