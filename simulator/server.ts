import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createFleet } from "#simulator/fleet/fleet.ts";
import type { Fleet } from "#simulator/fleet/types.ts";
import { SimulatedClock } from "./clock.ts";
import { parseFaults } from "./faults/faults.ts";
import type { RequestCount } from "./request-log.ts";
import { Simulation } from "./simulation.ts";
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
  /** External id that AssumeRole must name; none is demanded by default. */
  readonly externalId?: string;
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
  const host = options.host ?? "127.0.0.1";
  if (!loopback.test(host)) {
    throw new RangeError(`The simulated AWS listens on loopback only, not on ${host}.`);
  }
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
  const clock = new SimulatedClock(start, clockRate);
  const simulation = new Simulation({
    fleet,
    clock,
    quotaScale,
    latencyMs,
    callerAccountId: options.callerAccountId ?? fleet.organization.managementAccountId,
    roles: {
      roleNames: options.assumableRoles ?? ["LamplightReadOnly", "OrganizationAccountAccessRole"],
      externalId: options.externalId ?? null,
    },
    faults: parseFaults(options.faults ?? ""),
  });
  const server = createWireServer(serviceCatalog, simulation.handle);
  server.listen(options.port ?? 0, host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host === "::1" ? "[::1]" : host}:${port}`,
    port,
    fleet,
    now: () => clock.now(),
    requests: () => simulation.log.read(),
    close: async () => {
      simulation.close();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function requirePositive(name: string, value: number): void {
  if (!Number.isFinite(value) || value <= 0) {
    throw new RangeError(`The ${name} must be a number above 0.`);
  }
}
