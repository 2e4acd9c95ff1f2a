import type { Fleet } from "#simulator/fleet/types.ts";
import type { SimulatedClock } from "./clock.ts";
import { type Fault, faultsOf } from "./faults/faults.ts";
import { Quotas } from "./quotas/quotas.ts";
import { RequestLog } from "./request-log.ts";
import { emptyCell } from "./services/empty-cell.ts";
import { ListCache } from "./services/list-cache.ts";
import type { ServiceCall, ServiceOperations } from "./services/service.ts";
import { createServices } from "./services/services.ts";
import { readSession } from "./services/session-key.ts";
import type { AssumableRoles } from "./services/sts.ts";
import { Workbench } from "./services/workbench.ts";
import { AwsError, ConnectionReset } from "./wire/aws-error.ts";
import { CutAnswer, PreparedAnswer, type WireCall } from "./wire/call.ts";
import { commonError } from "./wire/common-errors.ts";

/** Some 50 MB of roles, mappings, tags and log groups at most: the lists of a whole account-Region of 10,000 functions. */
const CACHED_ITEMS = 50_000;

export interface SimulationOptions {
  readonly fleet: Fleet;
  readonly callerAccountId: string;
  readonly roles: AssumableRoles;
  readonly clock: SimulatedClock;
  readonly quotaScale: number;
  readonly latencyMs: number;
  readonly faults: readonly Fault[];
}

interface Caller {
  readonly accountId: string;
  readonly roleName: string | null;
  readonly expired: boolean;
}

/** What every call goes through: identity, faults, quotas, latency, then the service itself. */
export class Simulation {
  readonly log = new RequestLog();
  readonly #options: SimulationOptions;
  readonly #services: ReadonlyMap<string, ServiceOperations>;
  readonly #quotas: Quotas;
  readonly #lists = new ListCache(CACHED_ITEMS);
  readonly #workbench = new Workbench();

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#services = createServices({ ...options, workbench: this.#workbench });
    this.#quotas = new Quotas(options.quotaScale);
  }

  readonly handle = async (call: WireCall): Promise<unknown> => {
    const caller = this.#identify(call);
    const named = {
      accountId: caller.accountId,
      region: call.scope.region,
      service: call.scope.service,
      operation: call.operation.name,
    };
    try {
      const output = await this.#answer(call, caller, named);
      this.log.add(named, "answered");
      return output;
    } catch (error) {
      this.log.add(named, isThrottling(call, error) ? "throttled" : "failed");
      throw error;
    }
  };

  /** Gives up what is still being computed. */
  close(): void {
    this.#workbench.close();
  }

  #identify(call: WireCall): Caller {
    const session = readSession(call.scope.accessKeyId, call.scope.sessionToken);
    return session === null
      ? { accountId: this.#options.callerAccountId, roleName: null, expired: false }
      : { accountId: session.accountId, roleName: session.roleName, expired: session.expiresAtMs <= Date.now() };
  }

  async #answer(call: WireCall, caller: Caller, named: Parameters<Quotas["admit"]>[0]): Promise<unknown> {
    const { definition } = call.service;
    const { faults, fleet, quotaScale, latencyMs } = this.#options;
    const { seed } = fleet.options;
    // To be denied by an account means that its role cannot be assumed either, which is asked of the caller's account.
    const asked = { ...named, accountId: assumedAccount(call) ?? named.accountId };
    const hit = faults.length === 0 ? [] : faultsOf(faults, asked, seed, call.sequence);
    await wait(latencyMs / quotaScale + delayOf(hit), call.signal);
    if (caller.expired || (assumedAccount(call) === undefined && has(hit, "expired"))) {
      throw commonError("expired", definition, "The security token included in the request is expired");
    }
    refuseByFault(hit, call);
    if (has(hit, "html")) {
      return new PreparedAnswer(webPage);
    }
    if (!this.#quotas.admit(named, performance.now())) {
      throw commonError("throttled", definition, "Rate exceeded");
    }
    const run = this.#services.get(definition.signingName)?.[call.operation.name];
    if (run === undefined) {
      throw commonError("unknown", definition, `The simulated AWS does not know the operation ${call.operation.name}.`);
    }
    // The wire layer has parsed the input by the schema of the very operation that this function implements.
    const output = await run(call.input as never, this.#serviceCall(call, caller, has(hit, "half-page")));
    return has(hit, "cut") ? new CutAnswer(output) : output;
  }

  #serviceCall(call: WireCall, caller: Caller, half: boolean): ServiceCall {
    const { fleet, clock } = this.#options;
    const { region, service } = call.scope;
    const { accountId, roleName } = caller;
    const cell = fleet.cell(accountId, region);
    if (cell === null && !isOpenEverywhere(service, region)) {
      throw commonError(
        "unrecognized",
        call.service.definition,
        "The security token included in the request is invalid.",
      );
    }
    return {
      fleet,
      accountId,
      roleName,
      region,
      cell: cell ?? emptyCell(accountId, region),
      now: clock.now(),
      lists: this.#lists,
      workbench: this.#workbench,
      pageShare: half ? 0.5 : 1,
    };
  }
}

/** What a proxy or another server in the way answers: no AWS error at all. */
const webPage = {
  status: 404,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!doctype html><html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>",
};

/** Global services, and the Region that every account has, answer even where the fleet has nothing. */
function isOpenEverywhere(service: string, region: string): boolean {
  return region === "us-east-1" || service === "sts" || service === "iam" || service === "organizations";
}

function refuseByFault(hit: readonly Fault[], call: WireCall): void {
  const { definition } = call.service;
  const { name } = call.operation;
  if (has(hit, "reset")) {
    throw new ConnectionReset();
  }
  if (has(hit, "down")) {
    throw commonError("unavailable", definition, "Service Unavailable");
  }
  if (has(hit, "missing")) {
    throw commonError("unknown", definition, `The operation ${name} is not known.`);
  }
  if (has(hit, "deny")) {
    throw commonError("denied", definition, `User is not authorized to perform: ${definition.signingName}:${name}`);
  }
  if (has(hit, "throttle")) {
    throw commonError("throttled", definition, "Rate exceeded");
  }
  if (has(hit, "error")) {
    throw commonError("failed", definition, "An internal error occurred.");
  }
}

function assumedAccount(call: WireCall): string | undefined {
  const { input, operation } = call;
  if (operation.name !== "AssumeRole" || typeof input !== "object" || input === null || !("RoleArn" in input)) {
    return undefined;
  }
  return /^arn:aws:iam::(\d{12}):/.exec(String(input.RoleArn))?.[1];
}

function has(hit: readonly Fault[], kind: Fault["kind"]): boolean {
  return hit.some((fault) => fault.kind === kind);
}

function delayOf(hit: readonly Fault[]): number {
  return hit.reduce((sum, fault) => sum + fault.delayMs, 0);
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

function isThrottling(call: WireCall, error: unknown): boolean {
  return error instanceof AwsError && error.code === commonError("throttled", call.service.definition, "").code;
}
