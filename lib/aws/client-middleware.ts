import type { Lambda } from "@aws-sdk/client-lambda";
import { type CallScope, callScope } from "./call-scope.ts";
import { isThrottled } from "./classify-failure.ts";
import type { QuotaKey, QuotaRegistry } from "./quotas/quota-registry.ts";
import type { ServiceName } from "./service-name.ts";

/** No single answer may take longer, however steadily it drips. */
const attemptTimeoutMs = 90_000;

/** Middleware stacks differ by client in their types alone; Lambda's stands for all. */
export type ClientStack = Lambda["middlewareStack"];
type ClientPlugin = Parameters<ClientStack["use"]>[0];

interface ClientIdentity {
  readonly accountId: string;
  readonly region: string;
  readonly service: ServiceName;
}

/** Paces and meters every attempt of every call, and hands answers' bytes to whoever wants them. */
export function clientMiddleware(identity: ClientIdentity, quotas: QuotaRegistry): ClientPlugin {
  return {
    applyToStack: (stack) => {
      stack.addRelativeTo(
        <Args, Result>(next: (args: Args) => Promise<Result>, context: { readonly commandName?: string }) =>
          async (args: Args) => {
            const operation = (context.commandName ?? "").replace(/Command$/, "");
            const attempt = { key: { ...identity, operation }, quotas, scope: callScope.getStore() };
            return await paced(attempt, async () => await next(args));
          },
        // Inside the retry loop, so that each attempt waits, and before signing, so that a signature is never stale.
        { name: "lamplightQuota", relation: "before", toMiddleware: "httpSigningMiddleware" },
      );
      stack.add(
        (next) => async (args) => {
          const result = await next(args);
          const scope = callScope.getStore();
          if (scope?.onBody != null) await captureBody(result.response, scope.onBody);
          return result;
        },
        { name: "lamplightBody", step: "deserialize", priority: "low" },
      );
    },
  };
}

interface Attempt {
  readonly key: QuotaKey;
  readonly quotas: QuotaRegistry;
  readonly scope: CallScope | undefined;
}

async function paced<T>({ key, quotas, scope }: Attempt, send: () => Promise<T>): Promise<T> {
  await quotas.acquire(key, scope?.signal);
  const meter = scope?.meter;
  meter?.add(key.service, key.operation, "calls");
  if (scope !== undefined) {
    if (scope.attempts > 0) meter?.add(key.service, key.operation, "retries");
    scope.attempts += 1;
  }
  const timer = setTimeout(() => scope?.expire(timeoutError()), attemptTimeoutMs);
  try {
    const result = await send();
    quotas.succeeded(key);
    return result;
  } catch (error) {
    if (isThrottled(error)) {
      quotas.throttled(key);
      meter?.add(key.service, key.operation, "throttles");
    } else {
      meter?.add(key.service, key.operation, "failures");
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function timeoutError(): Error {
  return Object.assign(new Error(`No whole answer within ${attemptTimeoutMs / 1_000} s`), { name: "TimeoutError" });
}

/** Reads the body whole and puts the bytes in its place: the SDK's collectors take bytes as well as streams. */
async function captureBody(response: unknown, onBody: (body: Uint8Array) => void): Promise<void> {
  if (response === null || typeof response !== "object" || !("body" in response)) return;
  const { body } = response;
  if (body === null || typeof body !== "object" || !(Symbol.asyncIterator in body)) return;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<unknown>) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  response.body = bytes;
  onBody(bytes);
}
