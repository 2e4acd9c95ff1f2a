import type { IncomingHttpHeaders } from "node:http";
import type { AwsError } from "./aws-error.ts";
import type { ErrorModel, OperationModel, ServiceModel } from "./service-model.ts";

export interface WireRequest {
  readonly method: string;
  /** Path as sent, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Body after content-encoding was undone. */
  readonly body: Uint8Array;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** In one piece, or in several that are sent one behind the other. */
  readonly body: Uint8Array | string | readonly Uint8Array[];
}

/** One wire form of one service. Serialisers inside keep state, so every method works without awaiting. */
export interface Protocol {
  /** Which operation the request names, and its input; throws the protocol's own error when AWS would know no such operation. */
  read(request: WireRequest): { operation: OperationModel; input: () => unknown };
  write(operation: OperationModel, output: unknown, requestId: string): WireAnswer;
  writeError(error: AwsError, requestId: string): WireAnswer;
}

/** Status and shape of an error; a code without a shape keeps its name and is a client error. */
export function describeError(
  model: ServiceModel,
  error: AwsError,
): { status: number; queryCode: string; shape: ErrorModel | undefined } {
  const shape = model.errors.get(error.code);
  return { status: error.status ?? shape?.status ?? 400, queryCode: shape?.queryCode ?? error.code, shape };
}

/** The members that an error carries on the wire, with the message under the name that the shape gives it. */
export function errorMembers(error: AwsError, shape: ErrorModel | undefined): Record<string, unknown> {
  if (shape === undefined) {
    return { ...error.members, message: error.message };
  }
  const members: Record<string, unknown> = {};
  let named = false;
  for (const [name] of shape.schema.structIterator()) {
    const isMessage = name.toLowerCase() === "message";
    const value = isMessage ? error.message : error.members[name];
    named ||= isMessage;
    if (value !== undefined) {
      members[name] = value;
    }
  }
  return named ? members : { ...members, message: error.message };
}
