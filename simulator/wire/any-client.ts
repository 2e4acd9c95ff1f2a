import type { ServiceDefinition } from "./service-model.ts";

/** As much of an SDK client as is needed to send a command whose name is only known at run time. */
export interface AnyClient {
  send(operation: string, input: object): Promise<Record<string, unknown>>;
  readonly exports: Readonly<Record<string, unknown>>;
  destroy(): void;
}

interface SdkClient {
  send(command: object): Promise<Record<string, unknown>>;
  destroy(): void;
}

/** The SDK's own client of a catalogued service, pointed at an endpoint; it does not retry. */
export async function openAnyClient(definition: ServiceDefinition, endpoint: string): Promise<AnyClient> {
  const exports = await definition.load();
  const name = Object.keys(exports).find((key) => /^[A-Z]\w+Client$/.test(key)) ?? "";
  const client = construct<SdkClient>(exports, name, {
    endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIAANY", secretAccessKey: "any" },
    maxAttempts: 1,
    disableHostPrefix: true,
  });
  return {
    exports,
    send: (operation, input) => client.send(construct<object>(exports, `${operation}Command`, input)),
    destroy: () => client.destroy(),
  };
}

function construct<Instance>(exports: Readonly<Record<string, unknown>>, name: string, argument: object): Instance {
  const exported = exports[name];
  if (typeof exported !== "function") {
    throw new Error(`The client module exports no ${name}.`);
  }
  return Reflect.construct(exported, [argument]) as Instance;
}
