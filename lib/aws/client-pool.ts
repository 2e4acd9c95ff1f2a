import { type ClientConfig, type ClientTypes, clientCatalog } from "./client-catalog.ts";
import { type AttemptRules, type ClientStack, clientMiddleware } from "./client-middleware.ts";
import type { CredentialSource } from "./credentials.ts";
import type { HttpHandler } from "./http-handler.ts";
import { takeJsonAnswers } from "./json-answers.ts";
import { globalRegionOf, isGlobal, type ServiceName } from "./service-name.ts";

/** The account-Region that clients are asked for. */
export interface ClientTarget {
  /** Names the credentials in the pool: a changed role must not meet clients of the old one. */
  readonly accountKey: string;
  /** Whose quotas are used: the account's id, or another stable name while it is not known. */
  readonly accountId: string;
  readonly region: string;
  readonly credentials: CredentialSource;
}

/** Keeps one client per service, account and Region. */
export interface ClientPool {
  get<S extends ServiceName>(service: S, target: ClientTarget): Promise<ClientTypes[S]>;
  /** How many clients are held. */
  size(): number;
}

export interface ClientPoolOptions extends AttemptRules {
  readonly httpHandler: HttpHandler;
  /** Clients held at most; the one that was not used for longest goes. Each holds some 100 kB. */
  readonly maxClients?: number;
}

/** Resets, timeouts and 5xx answers are tried again by the SDK, with jitter; pace is the quotas' business. */
const maxAttempts = 4;

export function createClientPool({ maxClients = 256, ...options }: ClientPoolOptions): ClientPool {
  const clients = new Map<string, Promise<ClientTypes[ServiceName]>>();
  return {
    async get<S extends ServiceName>(service: S, target: ClientTarget): Promise<ClientTypes[S]> {
      const region = isGlobal(service) ? globalRegionOf(target.region) : target.region;
      const key = `${service}/${target.accountKey}/${region}`;
      const client = clients.get(key) ?? create(service, { ...target, region }, options);
      // Taken out and put in again: a Map keeps the order of insertion, so the first key is the least recently used.
      clients.delete(key);
      clients.set(key, client);
      evict(clients, maxClients);
      return (await client) as ClientTypes[S];
    },
    size: () => clients.size,
  };
}

async function create<S extends ServiceName>(
  service: S,
  target: ClientTarget,
  { httpHandler, ...rules }: ClientPoolOptions,
): Promise<ClientTypes[S]> {
  const config: ClientConfig = {
    region: target.region,
    credentials: target.credentials,
    requestHandler: httpHandler,
    maxAttempts,
    retryMode: "standard",
  };
  const client: ClientTypes[S] = await clientCatalog[service](config);
  const identity = { accountId: target.accountId, region: target.region, service };
  const stack = client.middlewareStack as unknown as ClientStack;
  // It walks every answer by its schema for a logger that is not there: an eighth of a sync's processor time.
  stack.remove("loggerMiddleware");
  stack.use(clientMiddleware(identity, rules));
  takeJsonAnswers(service, client);
  return client;
}

/** Evicted clients are not destroyed: that would close the shared agent under everybody else. */
function evict(clients: Map<string, unknown>, maxClients: number): void {
  for (const key of clients.keys()) {
    if (clients.size <= maxClients) return;
    clients.delete(key);
  }
}
