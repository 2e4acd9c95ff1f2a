import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createFleet } from "#simulator/fleet/fleet.ts";
import type { Fleet } from "#simulator/fleet/types.ts";
import { SimulatedClock } from "./clock.ts";
import { accountsHit, type Fault, parseFaults } from "./faults/faults.ts";
import type { RequestCount } from "./request-log.ts";
import { RequestRecorder } from "./request-recorder.ts";
import { type PlantedControlPolicy, usualControlPolicies } from "./services/control-policies.ts";
import type { HubRole } from "./services/sts.ts";
import { type Authorize, Simulation } from "./simulation.ts";
import { createWireServer } from "./wire/http-server.ts";
import { serviceCatalog } from "./wire/service-catalog.ts";

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** A loopback address; anything else is refused, since every key is good here. `127.0.0.1` by default. */
  readonly host?: string;
  /** How many accounts, the management account included. Default 6. */
  readonly accounts?: number;
  /** Enabled Regions. Default eu-west-1, us-east-1, ap-southeast-2. */
  readonly regions?: readonly string[];
  /** Functions in the whole fleet. Default 1,200. */
  readonly functions?: number;
  readonly seed?: number;
  /** Simulated time at the start; the real time by default. */
  readonly now?: Date;
  /** How many times faster than real time the simulated clock runs. Default 1. */
  readonly clockRate?: number;
  /** Multiplies AWS's rates and divides latency and the running time of log queries. Default 1. */
  readonly quotaScale?: number;
  /** Milliseconds that every answer takes before scaling. Default 0. */
  readonly latencyMs?: number;
  /** In the language of `parseFaults`. */
  readonly faults?: string;
  /** Account of keys that AssumeRole here did not give; the management account by default. */
  readonly callerAccountId?: string;
  /** Names of the roles that may be assumed in every account. Default `LamplightReadOnly` and `OrganizationAccountAccessRole`. */
  readonly assumableRoles?: readonly string[];
  /** File that answered requests are appended to, so that they can be asked again. */
  readonly recordTo?: string;
  /** External id that AssumeRole must name; none is demanded by default. */
  readonly externalId?: string;
  /** A role that stands between the caller and the accounts, whose roles then trust it alone. */
  readonly hub?: HubRole;
  /** Member accounts that may read the organisation. None by default. */
  readonly delegatedAdministrators?: readonly string[];
  /** The organisation's service control policies beside FullAWSAccess; null turns them off. One that harms nobody by default. */
  readonly controlPolicies?: readonly PlantedControlPolicy[] | null;
  /** Decides each call by policies; everything is allowed by default. */
  readonly authorize?: Authorize;
}

export interface Simulator {
  /** For `AWS_ENDPOINT_URL`. */
  readonly url: string;
  readonly port: number;
  readonly fleet: Fleet;
  /** The simulated time. */
  now(): Date;
  /** Calls so far, by account, Region, service and operation. */
  requests(): readonly RequestCount[];
  /** Ends open connections and frees the port. */
  close(): Promise<void>;
}

/** Regions of a fleet for which none are named. */
export const defaultRegions: readonly string[] = ["eu-west-1", "us-east-1", "ap-southeast-2"];

const loopback = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/**
 * Starts the simulated AWS on a loopback port.
 *
 * @throws {FaultSyntaxError} for faults that cannot be read
 * @throws {RangeError} for a host that is not loopback, or an option out of range
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { fleet, clock, simulation, recorder, host } = createSimulation(options);
  const server = createWireServer(serviceCatalog, simulation.handle);
  server.listen(options.port ?? 0, host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: urlOf(host, port),
    port,
    fleet,
    now: () => clock.now(),
    requests: () => simulation.log.read(),
    close: async () => {
      simulation.close();
      await closeServer(server);
      await recorder?.close();
    },
  };
}

/** What is behind a simulator's port. */
export interface SimulationParts {
  readonly fleet: Fleet;
  readonly clock: SimulatedClock;
  readonly simulation: Simulation;
  readonly recorder: RequestRecorder | null;
  readonly host: string;
}

/**
 * Everything but the port. Processes that stand for one simulator are all told the real time (milliseconds since 1970) at
 * which its simulated time began, so that their clocks agree.
 *
 * @throws {FaultSyntaxError} for faults that cannot be read
 * @throws {RangeError} for a host that is not loopback, or an option out of range
 */
export function createSimulation(options: SimulatorOptions, startedAtMs = Date.now()): SimulationParts {
  const host = options.host ?? "127.0.0.1";
  requireLoopback(host);
  const { clockRate = 1, quotaScale = 1, latencyMs = 0 } = options;
  requirePositive("clock rate", clockRate);
  requirePositive("quota scale", quotaScale);
  const start = options.now ?? new Date();
  const fleet = createFleet({
    seed: options.seed ?? 1,
    accounts: options.accounts ?? 6,
    regions: options.regions ?? defaultRegions,
    functions: options.functions ?? 1_200,
    now: start,
  });
  const passedMs = (Date.now() - startedAtMs) * clockRate;
  const clock = new SimulatedClock(new Date(start.getTime() + passedMs), clockRate);
  const faults = parseFaults(options.faults ?? "");
  const recorder = options.recordTo === undefined ? null : new RequestRecorder(options.recordTo);
  const simulation = new Simulation({
    fleet,
    clock,
    quotaScale,
    latencyMs,
    callerAccountId: options.callerAccountId ?? fleet.organization.managementAccountId,
    roles: {
      roleNames: options.assumableRoles ?? ["LamplightReadOnly", "OrganizationAccountAccessRole"],
      externalId: options.externalId ?? null,
      hub: options.hub ?? null,
      otherExternalIds: new Map([...accountsHit(faults, "external-id")].map((id) => [id, `external-id-of-${id}`])),
      closed: accountsHit(faults, "untrusted", "suspended", "closing", "left"),
    },
    organization: {
      delegatedAdministrators: options.delegatedAdministrators ?? [],
      states: accountStates(faults),
      left: accountsHit(faults, "left"),
      controlPolicies: options.controlPolicies === undefined ? usualControlPolicies : options.controlPolicies,
    },
    authorize: options.authorize ?? null,
    faults,
    recorder,
  });
  return { fleet, clock, simulation, recorder, host };
}

/** Ends open connections and frees the port. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

export function urlOf(host: string, port: number): string {
  return `http://${host === "::1" ? "[::1]" : host}:${port}`;
}

/** @throws {RangeError} for a host that others could reach: every key is good here */
export function requireLoopback(host: string): void {
  if (!loopback.test(host)) {
    throw new RangeError(`The simulated AWS listens on loopback only, not on ${host}.`);
  }
}

function accountStates(faults: readonly Fault[]) {
  return new Map([
    ...[...accountsHit(faults, "suspended")].map((id) => [id, "SUSPENDED"] as const),
    ...[...accountsHit(faults, "closing")].map((id) => [id, "PENDING_CLOSURE"] as const),
  ]);
}

function requirePositive(name: string, value: number): void {
  if (!Number.isFinite(value) || value <= 0) {
    throw new RangeError(`The ${name} must be a number above 0.`);
  }
}
