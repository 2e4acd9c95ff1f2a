import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { closeServer, createSimulation, type SimulationParts } from "#simulator/server.ts";
import { readSession } from "#simulator/services/session-key.ts";
import { readCredentialScope } from "#simulator/wire/credential-scope.ts";
import { createKeptServer, createWireServer } from "#simulator/wire/http-server.ts";
import { serviceCatalog } from "#simulator/wire/service-catalog.ts";
import type { MemberMessage, MemberTask, PrimaryMessage } from "./messages.ts";
import { createPassOn, type PassOn } from "./pass-on.ts";

/** One process of several that stand for one simulated AWS. Told by the process that started it what to do. */
interface Member {
  readonly parts: SimulationParts;
  /** Everybody's port, and its own. */
  readonly servers: readonly Server[];
  readonly passOn: PassOn;
}

let member: Member | null = null;

process.on("message", (message: PrimaryMessage) => {
  void obey(message).catch((error: unknown) => {
    throw error;
  });
});

async function obey(message: PrimaryMessage): Promise<void> {
  if (message.type === "task") {
    tell(await take(message.task));
  } else if (message.type === "peers") {
    member?.passOn.introduce(message.ownPorts);
    tell({ type: "introduced" });
  } else {
    await stop();
  }
}

async function take(task: MemberTask): Promise<MemberMessage> {
  try {
    const parts = createSimulation(task.options, task.startedAtMs);
    const { host, simulation } = parts;
    const own = createWireServer(serviceCatalog, simulation.handle);
    const passOn = createPassOn(task.index);
    const shared = createKeptServer(route(parts, task, own, passOn));
    member = { parts, servers: [shared, own], passOn };
    shared.listen({ port: task.options.port ?? 0, host });
    await once(shared, "listening");
    own.listen({ port: 0, host: "127.0.0.1", exclusive: true });
    await once(own, "listening");
    return { type: "listening", port: portOf(shared), ownPort: portOf(own) };
  } catch (error) {
    const { message, name } = error instanceof Error ? error : new Error(String(error));
    const code = error instanceof Error && "code" in error ? { code: String(error.code) } : {};
    return { type: "refused", message, range: error instanceof RangeError, named: { name, ...code } };
  }
}

/** Answers calls of accounts that belong to this process and passes the others on. */
function route({ fleet }: SimulationParts, task: MemberTask, own: Server, passOn: PassOn): RequestListener {
  const callerAccountId = task.options.callerAccountId ?? fleet.organization.managementAccountId;
  const owners = new Map(fleet.accounts.map(({ id }, index) => [id, index % task.count]));
  return (request, response) => {
    const scope = readCredentialScope(request.headers);
    const session = scope === undefined ? null : readSession(scope.accessKeyId, scope.sessionToken);
    const owner = owners.get(session?.accountId ?? callerAccountId) ?? 0;
    if (owner === task.index) {
      own.emit("request", request, response);
    } else {
      passOn.send(owner, request, response);
    }
  };
}

async function stop(): Promise<void> {
  if (member !== null) {
    const { parts, passOn, servers } = member;
    parts.simulation.close();
    passOn.close();
    await Promise.all(servers.map((server) => (server.listening ? closeServer(server) : undefined)));
    await parts.recorder?.close();
  }
  process.disconnect();
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function tell(message: MemberMessage): void {
  process.send?.(message);
}
