import type { NodeHttpHandler } from "@smithy/node-http-handler";
import type { RecordedRequest } from "#simulator/recorded-request.ts";
import { writeSession } from "#simulator/services/session-key.ts";
import { serviceCatalog } from "#simulator/wire/service-catalog.ts";
import { bareCommand, construct } from "./bare-command.ts";

/** Whose call it is, where, and what. */
export type BareCall = Pick<RecordedRequest, "service" | "region" | "accountId" | "assumed" | "operation" | "input">;

/** Plain SDK clients, one for each service, account and Region. */
export interface BareClients {
  send(call: BareCall): Promise<Readonly<Record<string, unknown>>>;
  close(): void;
}

interface SdkClient {
  send(command: object): Promise<Readonly<Record<string, unknown>>>;
}

type Exports = Readonly<Record<string, unknown>>;

const sessionMs = 12 * 3_600_000;

/** Loads every client module that the simulated AWS knows; the endpoint is left to AWS_ENDPOINT_URL. */
export async function openBareClients(requestHandler: NodeHttpHandler): Promise<BareClients> {
  const modules = new Map<string, Exports>(
    await Promise.all(serviceCatalog.map(async ({ signingName, load }) => [signingName, await load()] as const)),
  );
  const clients = new Map<string, SdkClient>();
  const clientOf = ({ service, accountId, region, assumed }: BareCall, exports: Exports): SdkClient => {
    const key = `${service} ${assumed ? accountId : ""} ${region}`;
    const known = clients.get(key);
    if (known !== undefined) return known;
    const name = Object.keys(exports).find((each) => /^[A-Z]\w+Client$/.test(each)) ?? "";
    const session = writeSession({ accountId, roleName: "LamplightReadOnly", expiresAtMs: Date.now() + sessionMs });
    const own = { accessKeyId: "AKIASIMULATED0000000" };
    const client = construct<SdkClient>(exports[name], name, {
      region,
      requestHandler,
      credentials: { secretAccessKey: "simulated", ...(assumed ? session : own) },
      useQueueUrlAsEndpoint: false,
    });
    clients.set(key, client);
    return client;
  };
  return {
    send: async (call) => {
      const exports = modules.get(call.service);
      if (exports === undefined) throw new Error(`There is no client of ${call.service}.`);
      return await clientOf(call, exports).send(bareCommand(exports, call.operation, call.input));
    },
    close: () => requestHandler.destroy(),
  };
}
