import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { isThrottlingError } from "@smithy/core/retry";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AnyClient, openAnyClient } from "./any-client.ts";
import { AwsError } from "./aws-error.ts";
import type { WireHandler } from "./call.ts";
import { commonError } from "./common-errors.ts";
import { createWireServer } from "./http-server.ts";
import { comparable, createRandom, generateValue } from "./round-trip-values.ts";
import { serviceCatalog } from "./service-catalog.ts";
import { loadServiceModel, type OperationModel, type ServiceModel } from "./service-model.ts";

const SEED = 20_261_121;

/** Operations that cannot make the trip, and why. None is needed for an inventory. */
const cannotRoundTrip: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sts: {
    AssumeRoleWithSAML: "not signed, so it has no credential scope to route on",
    AssumeRoleWithWebIdentity: "not signed, so it has no credential scope to route on",
  },
  lambda: {
    InvokeWithResponseStream: "answers with an event stream",
    ListWebFunctions: "no client that sends it is published",
  },
  logs: {
    GetLogObject: "answers with an event stream",
    StartLiveTail: "answers with an event stream",
  },
  sqs: {
    ReceiveMessage: "the client compares the bodies' MD5 with the generated one",
    SendMessage: "the client compares the body's MD5 with the generated one",
  },
};

let handler: WireHandler = () => Promise.resolve({});
let server: Server;
let endpoint: string;

beforeAll(async () => {
  server = createWireServer(serviceCatalog, (call) => handler(call));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function inputFor(operation: OperationModel, random = createRandom(SEED)): object {
  return operation.input.isUnitSchema() ? {} : (generateValue(operation.input, random) as object);
}

/** Null when both sides saw the same, otherwise what went wrong. */
async function roundTrip(client: AnyClient, operation: OperationModel): Promise<string | null> {
  const random = createRandom(SEED + operation.name.length);
  const input = inputFor(operation, random);
  const output = operation.output.isUnitSchema() ? {} : generateValue(operation.output, random);
  let seen: unknown;
  handler = (call) => {
    seen = { operation: call.operation.name, input: call.input };
    return Promise.resolve(output);
  };
  try {
    const { $metadata: _metadata, ...received } = await client.send(operation.name, input);
    expect(comparable(seen)).toEqual({ operation: operation.name, input: comparable(input) });
    expect(comparable(received)).toEqual(comparable(output));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function raised(client: AnyClient, model: ServiceModel, error: AwsError): Promise<unknown> {
  const [operation] = model.operations.values();
  handler = () => Promise.reject(error);
  return client.send(operation?.name ?? "", operation === undefined ? {} : inputFor(operation)).then(
    () => undefined,
    (reason: unknown) => reason,
  );
}

describe.each(serviceCatalog)("$signingName", (definition) => {
  it("carries every operation's input and output unharmed", async () => {
    const client = await openAnyClient(definition, endpoint);
    const model = await loadServiceModel(definition);
    const failures: Record<string, string> = {};
    for (const operation of model.operations.values()) {
      const failure = await roundTrip(client, operation);
      if (failure !== null) {
        failures[operation.name] = failure;
      }
    }
    client.destroy();
    const expected = Object.keys(cannotRoundTrip[definition.signingName] ?? {});
    const unexpected = Object.entries(failures).filter(([name]) => !expected.includes(name));
    expect(unexpected, `seed ${SEED}`).toEqual([]);
    expect(Object.keys(failures).sort(), "operations that work again must leave the list").toEqual(expected.sort());
  });

  it("raises every modelled error as its own class", async () => {
    const client = await openAnyClient(definition, endpoint);
    const model = await loadServiceModel(definition);
    const codes = [...model.errors.values()].map((error) => error.queryCode);
    for (const { name, queryCode } of model.errors.values()) {
      const exported = client.exports[name];
      const shared = codes.filter((code) => code === queryCode).length > 1;
      // The base class is never on the wire; where two shapes share a code the client cannot tell them apart either.
      if (typeof exported !== "function" || /Service(Fault)?Exception$/.test(name) || shared) {
        continue;
      }
      const error = await raised(client, model, new AwsError(name, "was <refused> & told so"));
      expect(error, name).toBeInstanceOf(exported);
      expect(error).toMatchObject({ message: "was <refused> & told so" });
    }
    client.destroy();
  });

  it("throttles in words that the SDK takes for throttling, and denies with the message kept", async () => {
    const client = await openAnyClient(definition, endpoint);
    const model = await loadServiceModel(definition);
    const throttled = await raised(client, model, commonError("throttled", definition, "Rate exceeded"));
    expect(throttled).toMatchObject({ message: "Rate exceeded" });
    expect(isThrottlingError(throttled as Parameters<typeof isThrottlingError>[0])).toBe(true);
    const denied = await raised(client, model, commonError("denied", definition, "not allowed"));
    expect(denied).toMatchObject({
      message: "not allowed",
      name: expect.stringMatching(/^AccessDenied|^Unauthorized/),
    });
    client.destroy();
  });
});

describe("compressed requests", () => {
  it("reads the gzip that the CloudWatch client sends for large ones", async () => {
    const definition = serviceCatalog.find(({ signingName }) => signingName === "monitoring");
    if (definition === undefined) {
      throw new Error("CloudWatch is not in the catalogue.");
    }
    const client = await openAnyClient(definition, endpoint);
    let seen: unknown;
    handler = (call) => {
      seen = call.input;
      return Promise.resolve({});
    };
    const MetricData = Array.from({ length: 900 }, (_, index) => ({ MetricName: `metric-${index}`, Value: index }));
    await client.send("PutMetricData", { Namespace: "test", MetricData });
    expect(seen).toEqual({ Namespace: "test", MetricData });
    client.destroy();
  });
});
