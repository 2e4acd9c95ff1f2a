import { createJsonRpcProtocol } from "./json-rpc-protocol.ts";
import type { Protocol } from "./protocol.ts";
import { createQueryProtocol } from "./query-protocol.ts";
import { createRestJsonProtocol } from "./rest-json-protocol.ts";
import { loadServiceModel, type ServiceDefinition, type ServiceModel } from "./service-model.ts";

/** A service ready to speak: its schemas and its wire form. */
export interface WireService {
  readonly model: ServiceModel;
  readonly protocol: Protocol;
}

/** Loads each service's client module once, when its first request comes. */
export function createServiceLoader(
  catalog: readonly ServiceDefinition[],
): (signingName: string) => Promise<WireService> | undefined {
  const definitions = new Map(catalog.map((definition) => [definition.signingName, definition]));
  const loaded = new Map<string, Promise<WireService>>();
  return (signingName) => {
    const definition = definitions.get(signingName);
    const known = loaded.get(signingName);
    if (definition === undefined || known !== undefined) {
      return known;
    }
    const service = loadWireService(definition);
    loaded.set(signingName, service);
    return service;
  };
}

async function loadWireService(definition: ServiceDefinition): Promise<WireService> {
  const model = await loadServiceModel(definition);
  return { model, protocol: createProtocol(model) };
}

function createProtocol(model: ServiceModel): Protocol {
  switch (model.definition.protocol) {
    case "awsJson1_0":
    case "awsJson1_1":
      return createJsonRpcProtocol(model);
    case "restJson1":
      return createRestJsonProtocol(model);
    case "awsQuery":
    case "ec2Query":
      return createQueryProtocol(model);
  }
}
