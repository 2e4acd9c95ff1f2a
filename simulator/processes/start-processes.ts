import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { createFleet } from "#simulator/fleet/fleet.ts";
import type { Fleet } from "#simulator/fleet/types.ts";
import { defaultRegions, requireLoopback, type SimulatorOptions, urlOf } from "#simulator/server.ts";
import type { MemberMessage, MemberTask, PrimaryMessage } from "./messages.ts";

/** One simulated AWS that several processes answer for. */
export interface SimulatorProcesses {
  readonly url: string;
  readonly port: number;
  /** The same fleet that the processes answer about. */
  readonly fleet: Fleet;
  readonly pids: readonly number[];
  /** Rejects when a process ends by itself: the simulated AWS is not whole any more. */
  readonly broken: Promise<never>;
  /** Ends the processes and frees the port. */
  close(): Promise<void>;
}

/** What can be told to another process. */
export type ShareableOptions = Omit<SimulatorOptions, "authorize">;

const MAX_PROCESSES = 64;

/**
 * Starts the simulated AWS as several processes on one port. Connections go to them in turn; each account belongs to one
 * of them, which the others pass its calls on to, so that its quotas, log queries and lists are in one place.
 *
 * @throws {RangeError} for a number of processes out of range, or an option that they refuse
 */
export async function startSimulatorProcesses(options: ShareableOptions, count: number): Promise<SimulatorProcesses> {
  if (!Number.isInteger(count) || count < 1 || count > MAX_PROCESSES) {
    throw new RangeError(`The simulated AWS has 1 to ${MAX_PROCESSES} processes, not ${count}.`);
  }
  const now = options.now ?? new Date();
  const fleet = createFleet({
    seed: options.seed ?? 1,
    accounts: options.accounts ?? 6,
    regions: options.regions ?? defaultRegions,
    functions: options.functions ?? 1_200,
    now,
  });
  const startedAtMs = Date.now();
  const { host = "127.0.0.1" } = options;
  requireLoopback(host);
  const port = await freePort(options.port ?? 0, host);
  cluster.setupPrimary({
    exec: fileURLToPath(new URL("./member.ts", import.meta.url)),
    // Bounds of memory hold for each of them; other flags of this process need not fit.
    execArgv: [
      "--disable-warning=ExperimentalWarning",
      ...process.execArgv.filter((flag) => flag.startsWith("--max-")),
    ],
    serialization: "advanced",
  });
  const members: Worker[] = [];
  let closing = false;
  const broken = Promise.withResolvers<never>();
  // Whoever does not watch is told by calls that fail.
  broken.promise.catch(() => undefined);
  const close = async () => {
    closing = true;
    await Promise.all(members.map(end));
  };
  try {
    for (let index = 0; index < count; index += 1) {
      const member = cluster.fork();
      member.once("exit", (code, signal) => {
        if (!closing) {
          broken.reject(
            new Error(`A process of the simulated AWS ended by itself (${signal ?? `exit code ${code}`}).`),
          );
        }
      });
      members.push(member);
    }
    const joined = await Promise.all(
      members.map((member, index) =>
        listening(member, { options: { ...options, now, port }, startedAtMs, index, count }),
      ),
    );
    const ownPorts = joined.map(({ ownPort }) => ownPort);
    await Promise.all(members.map((member) => introduce(member, ownPorts)));
    return {
      url: urlOf(host, port),
      port,
      fleet,
      pids: members.flatMap((member) => member.process.pid ?? []),
      broken: broken.promise,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Any port, or the wanted one if it is free: processes that share a port must all name it. */
async function freePort(wanted: number, host: string): Promise<number> {
  const probe = createServer();
  probe.listen(wanted, host);
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/** Tells a process what to answer for and waits until it does. */
async function listening(member: Worker, task: MemberTask): Promise<{ port: number; ownPort: number }> {
  const heard = await ask(member, { type: "task", task });
  if (heard.type === "listening") {
    return heard;
  }
  throw heard.type === "refused"
    ? Object.assign(heard.range ? new RangeError(heard.message) : new Error(heard.message), heard.named)
    : new Error("A process of the simulated AWS answered out of turn.");
}

async function introduce(member: Worker, ownPorts: readonly number[]): Promise<void> {
  await ask(member, { type: "peers", ownPorts });
}

async function ask(member: Worker, message: PrimaryMessage): Promise<MemberMessage> {
  const over = new AbortController();
  const answered = once(member, "message", { signal: over.signal }) as Promise<[MemberMessage]>;
  const ended = once(member, "exit", { signal: over.signal });
  member.send(message);
  try {
    const [heard] = await Promise.race([
      answered,
      ended.then(() => {
        throw new Error("A process of the simulated AWS ended before it was ready.");
      }),
    ]);
    return heard;
  } finally {
    // Both promises are settled by this; the one that lost is rejected with nobody to hear it.
    answered.catch(() => undefined);
    ended.catch(() => undefined);
    over.abort();
  }
}

async function end(member: Worker): Promise<void> {
  if (member.isDead()) {
    return;
  }
  const gone = once(member, "exit");
  if (member.isConnected()) {
    member.send({ type: "stop" } satisfies PrimaryMessage);
  } else {
    member.process.kill();
  }
  await gone;
}
