import type { CredentialScope } from "./credential-scope.ts";
import type { WireAnswer } from "./protocol.ts";
import type { OperationModel, ServiceModel } from "./service-model.ts";

/** One request, understood as far as the wire goes: who calls what, where. */
export interface WireCall {
  readonly scope: CredentialScope;
  readonly service: ServiceModel;
  readonly operation: OperationModel;
  /** The input, parsed by the operation's schema. */
  readonly input: unknown;
  /** 1 for the first request of the server's life. */
  readonly sequence: number;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
}

/** Answers a call with the operation's output shape, or with bytes that were made elsewhere. */
export type WireHandler = (call: WireCall) => Promise<unknown>;

/** An answer that bypasses the serialiser: HTML from a proxy, or JSON written by a faster path. */
export class PreparedAnswer {
  readonly answer: WireAnswer;

  constructor(answer: WireAnswer) {
    this.answer = answer;
  }
}

/** An answer of which only the first half reaches the client before the connection drops. */
export class CutAnswer {
  readonly output: unknown;

  constructor(output: unknown) {
    this.output = output;
  }
}
