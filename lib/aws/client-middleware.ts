import type { Lambda } from "@aws-sdk/client-lambda";
import { type CallScope, callScope } from "./call-scope.ts";
import { classifyFailure, isThrottled } from "./classify-failure.ts";
import type { EndpointHealth } from "./endpoint-health.ts";
import type { QuotaKey, QuotaRegistry } from "./quotas/quota-registry.ts";
import type { ServiceName } from "./service-name.ts";

/** What every attempt goes through besides the SDK. */
export interface AttemptRules {
  readonly quotas: QuotaRegistry;
  readonly health: EndpointHealth;
  /** No single answer may take longer, however steadily it drips. */
  readonly answerTimeoutMs: number;
}

/** Middleware stacks differ by client in their types alone; Lambda's stands for all. */
export type ClientStack = Lambda["middlewareStack"];
type ClientPlugin = Parameters<ClientStack["use"]>[0];

interface ClientIdentity {
  readonly accountId: string;
  readonly region: string;
  readonly service: ServiceName;
}

/** Paces and meters every attempt of every call. */
export function clientMiddleware(identity: ClientIdentity, rules: AttemptRules): ClientPlugin {
  return {
    applyToStack: (stack) => {
      stack.addRelativeTo(
        <Args, Result>(next: (args: Args) => Promise<Result>, context: { readonly commandName?: string }) =>
          async (args: Args) => {
            const operation = (context.commandName ?? "").replace(/Command$/, "");
            const attempt = { ...rules, key: { ...identity, operation }, scope: callScope.getStore() };
            return await paced(attempt, async () => await next(args));
          },
        // Inside the retry loop, so that each attempt waits, and before signing, so that a signature is never stale.
        { name: "lamplightQuota", relation: "before", toMiddleware: "httpSigningMiddleware" },
      );
    },
  };
}

interface Attempt extends AttemptRules {
  readonly key: QuotaKey;
  readonly scope: CallScope | undefined;
}

async function paced<T>(attempt: Attempt, send: () => Promise<T>): Promise<T> {
  const { key, quotas, health, scope, answerTimeoutMs } = attempt;
  // First of all: nobody waits for a slot to be told that the endpoint is down.
  const request = health.begin(key);
  await quotas.acquire(key, { signal: scope?.signal, urgent: scope?.urgent }).catch((error: unknown) => {
    request.failed(error);
    throw error;
  });
  const meter = scope?.meter;
  meter?.add(key.service, key.operation, "calls");
  if (scope !== undefined) {
    if (scope.attempts > 0) meter?.add(key.service, key.operation, "retries");
    scope.attempts += 1;
  }
  const over = scope?.stallWatch?.sent();
  let expired: Error | null = null;
  const timer = setTimeout(() => {
    expired = timeoutError(answerTimeoutMs);
    scope?.expire(expired);
  }, answerTimeoutMs);
  try {
    const result = await send();
    quotas.succeeded(key);
    request.answered();
    return result;
  } catch (error) {
    request.failed(expired ?? error);
    if (isThrottled(error)) {
      quotas.throttled(key);
      meter?.add(key.service, key.operation, "throttles");
    } else if (classifyFailure(error, key).kind !== "notFound") {
      // That there is no policy, say, is an answer as good as any.
      meter?.add(key.service, key.operation, "failures");
    }
    throw error;
  } finally {
    clearTimeout(timer);
    over?.();
  }
}

function timeoutError(afterMs: number): Error {
  return Object.assign(new Error(`No whole answer within ${afterMs / 1_000} s`), { name: "TimeoutError" });
}
