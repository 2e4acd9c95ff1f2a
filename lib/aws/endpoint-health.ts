import { classifyFailure } from "./classify-failure.ts";
import { type AwsFailure, AwsFailureError } from "./failure.ts";
import { actionOf, globalRegionOf, isGlobal, type ServiceName } from "./service-name.ts";

/** One call to an endpoint of AWS: all accounts reach a service in a Region at the same address. */
export interface EndpointCall {
  readonly service: ServiceName;
  readonly region: string;
  readonly operation: string;
}

/** A request that was sent: one of the two is said when it is over. */
export interface SentRequest {
  /** AWS answered, with whatever. */
  answered(): void;
  /** It ended in this error; one without an answer counts against the endpoint. */
  failed(error: unknown): void;
}

/**
 * Remembers which endpoints cannot be reached, so that one that hangs costs its first callers a minute and all others
 * nothing: they fail at once, with the reason that was found.
 */
export interface EndpointHealth {
  /** Before a request is sent. Throws the `AwsFailureError` of an endpoint that has proved unreachable. */
  begin(call: EndpointCall): SentRequest;
}

export interface HealthOptions {
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
  /** How long all are refused after the first proof, before one request may try again. */
  readonly closedMs?: number;
}

/** Each proof in a row closes the endpoint for twice as long, up to this many times. */
const longestFactor = 8;
/** What proves: two requests that hung, or four that were refused or reset, and no answer since they were sent. */
const proof = 4;
const hungWeight = 2;
const hung: ReadonlySet<string> = new Set(["TimeoutError", "RequestTimeout", "ETIMEDOUT", "ESOCKETTIMEDOUT"]);

interface Endpoint {
  answeredAt: number;
  strikes: number;
  /** Proofs since the last answer. */
  proofs: number;
  /** What was proved last; null while the endpoint is open. */
  closed: { readonly until: number; readonly failure: AwsFailure } | null;
  probing: boolean;
}

export function createEndpointHealth({ now = () => performance.now(), closedMs = 30_000 }: HealthOptions = {}) {
  const endpoints = new Map<string, Endpoint>();
  const health: EndpointHealth = {
    begin(call) {
      const endpoint = endpointOf(endpoints, call);
      const sentAt = now();
      if (endpoint.closed !== null) {
        if (endpoint.probing || sentAt < endpoint.closed.until) throw refusal(endpoint.closed.failure, call);
        endpoint.probing = true;
      }
      const answered = () => {
        Object.assign(endpoint, { answeredAt: now(), strikes: 0, proofs: 0, closed: null, probing: false });
      };
      return {
        answered,
        failed(error) {
          const failure = classifyFailure(error, call);
          if (failure.httpStatus !== null) return answered();
          if (failure.kind === "unreachable") strike(endpoint, failure, { sentAt, now: now(), closedMs });
          // One that was given up has proved nothing: the next request tries.
          else endpoint.probing = false;
        },
      };
    },
  };
  return health;
}

function strike(
  endpoint: Endpoint,
  failure: AwsFailure,
  { sentAt, now, closedMs }: { readonly sentAt: number; readonly now: number; readonly closedMs: number },
): void {
  // Somebody else was answered meanwhile: this request had bad luck.
  if (endpoint.answeredAt > sentAt) return;
  endpoint.strikes += hung.has(failure.errorName) ? hungWeight : 1;
  if (endpoint.strikes < proof && !endpoint.probing) return;
  const until = now + closedMs * Math.min(longestFactor, 2 ** endpoint.proofs);
  Object.assign(endpoint, { proofs: endpoint.proofs + 1, closed: { until, failure }, strikes: 0, probing: false });
}

function endpointOf(endpoints: Map<string, Endpoint>, { service, region }: EndpointCall): Endpoint {
  const name = `${service}/${isGlobal(service) ? globalRegionOf(region) : region}`;
  const never = Number.NEGATIVE_INFINITY;
  const endpoint = endpoints.get(name) ?? { answeredAt: never, strikes: 0, proofs: 0, closed: null, probing: false };
  endpoints.set(name, endpoint);
  return endpoint;
}

/** The failure as it would be of this call. Without its cause: the SDK tries again what a timeout has caused. */
function refusal(failure: AwsFailure, { service, operation }: EndpointCall): AwsFailureError {
  return new AwsFailureError({ ...failure, operation, action: actionOf(service, operation) });
}
