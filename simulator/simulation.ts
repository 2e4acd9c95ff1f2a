import type { Fleet } from "#simulator/fleet/types.ts";
import type { SimulatedClock } from "./clock.ts";
import { actionOf, type Principal, principalArn, type Refusal, refusalMessage, refused } from "./faults/denials.ts";
import { type Fault, faultsOf } from "./faults/faults.ts";
import { Quotas } from "./quotas/quotas.ts";
import { RequestLog } from "./request-log.ts";
import type { RequestRecorder } from "./request-recorder.ts";
import { emptyCell } from "./services/empty-cell.ts";
import { ListCache } from "./services/list-cache.ts";
import type { OrganizationStory } from "./services/organizations.ts";
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

/** One call as a policy sees it. */
export interface AskedAction extends Principal {
  readonly region: string;
  /** As IAM names it: `lambda:GetPolicy`. */
  readonly action: string;
}

/** Decides each call by the policies of whoever makes it; null lets it through. */
export type Authorize = (asked: AskedAction) => Refusal | null;

export interface SimulationOptions {
  readonly fleet: Fleet;
  readonly callerAccountId: string;
  readonly roles: AssumableRoles;
  readonly organization: OrganizationStory;
  readonly authorize: Authorize | null;
  readonly clock: SimulatedClock;
  readonly quotaScale: number;
  readonly latencyMs: number;
  readonly faults: readonly Fault[];
  /** Where requests are kept so that they can be asked again; null: nowhere. */
  readonly recorder: RequestRecorder | null;
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
      this.#record(call, caller, output);
      return output;
    } catch (error) {
      const throttled = isThrottling(call, error);
      this.log.add(named, throttled ? "throttled" : "failed");
      if (!throttled && error instanceof AwsError) {
        this.#record(call, caller, null);
      }
      throw error;
    }
  };

  /** Only what got an answer: a call that was throttled comes again and is kept then. */
  #record({ scope, operation, input }: WireCall, { accountId, roleName }: Caller, output: unknown): void {
    this.#options.recorder?.add({
      service: scope.service,
      region: scope.region,
      accountId,
      assumed: roleName !== null,
      operation: operation.name,
      input: typeof input === "object" && input !== null ? input : {},
      queryId: operation.name === "StartQuery" ? queryIdOf(output) : null,
    });
  }

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
    if (has(hit, "hang")) {
      await wait(Number.POSITIVE_INFINITY, call.signal);
      throw new ConnectionReset();
    }
    await wait(latencyMs / quotaScale + delayOf(hit), call.signal);
    if (caller.expired || (assumedAccount(call) === undefined && has(hit, "expired"))) {
      throw commonError("expired", definition, "The security token included in the request is expired");
    }
    refuseByFault(hit, call, caller);
    // Policies of an account bind those who call from it: whoever assumes a role there calls from elsewhere.
    const own = faults.length === 0 ? [] : faultsOf(faults, named, seed, call.sequence);
    const refusal = refusalOf(own, call, fleet.organization) ?? this.#authorize(call, caller, call.operation.name);
    if (refusal !== null) {
      throw refused(call, caller, refusal);
    }
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
    const answer = await run(call.input as never, this.#serviceCall(call, caller, has(hit, "half-page")));
    const output = call.operation.name === "GetFunction" ? this.#withoutTags(call, caller, answer) : answer;
    return has(hit, "cut") ? new CutAnswer(output) : output;
  }

  /** GetCallerIdentity needs no permission, whatever a policy says. */
  #authorize(call: WireCall, { accountId, roleName }: Caller, operation: string): Refusal | null {
    if (operation === "GetCallerIdentity") return null;
    const action = actionOf(call.service.definition.signingName, operation);
    return this.#options.authorize?.({ accountId, roleName, region: call.scope.region, action }) ?? null;
  }

  /** Who may not list tags gets the function all the same, with an error in their place. */
  #withoutTags(call: WireCall, caller: Caller, answer: object): object {
    const refusal = this.#authorize(call, caller, "ListTags");
    if (refusal === null) return answer;
    const Message = refusalMessage(caller, "lambda:ListTags", refusal);
    return { ...answer, Tags: undefined, TagsError: { ErrorCode: "AccessDeniedException", Message } };
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

/** What a planted policy says of the call; GetCallerIdentity is answered whatever it says. */
function refusalOf(
  hit: readonly Fault[],
  call: WireCall,
  organization: { readonly id: string; readonly managementAccountId: string },
): Refusal | null {
  if (call.operation.name === "GetCallerIdentity") return null;
  if (has(hit, "scp")) {
    const { id, managementAccountId } = organization;
    const policyArn = `arn:aws:organizations::${managementAccountId}:policy/${id}/service_control_policy/p-lamplight1`;
    return { policy: "service control policy", explicit: true, policyArn };
  }
  return has(hit, "boundary") ? { policy: "permissions boundary", explicit: false } : null;
}

function refuseByFault(hit: readonly Fault[], call: WireCall, caller: Principal): void {
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
    if (name === "AssumeRole") {
      const message = `User: ${principalArn(caller)} is not authorized to perform: sts:AssumeRole`;
      throw commonError("denied", definition, `${message} on resource: ${roleToAssume(call)}`);
    }
    throw refused(call, caller, { policy: "identity-based policy", explicit: false });
  }
  if (has(hit, "throttle")) {
    throw commonError("throttled", definition, "Rate exceeded");
  }
  if (has(hit, "error")) {
    throw commonError("failed", definition, "An internal error occurred.");
  }
}

function assumedAccount(call: WireCall): string | undefined {
  return /^arn:aws:iam::(\d{12}):/.exec(roleToAssume(call))?.[1];
}

/** The ARN that AssumeRole names; empty for other calls. */
function roleToAssume({ input, operation }: WireCall): string {
  const named = typeof input === "object" && input !== null && "RoleArn" in input ? String(input.RoleArn) : "";
  return operation.name === "AssumeRole" ? named : "";
}

function queryIdOf(output: unknown): string | null {
  return typeof output === "object" && output !== null && "queryId" in output ? String(output.queryId) : null;
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
    // Without end: only the caller's leaving wakes it. A timer would take it for none at all.
    const timer = Number.isFinite(ms) ? setTimeout(resolve, ms) : undefined;
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
