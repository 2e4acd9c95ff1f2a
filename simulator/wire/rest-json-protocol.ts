import {
  FromStringShapeDeserializer,
  JsonShapeDeserializer2,
  JsonShapeSerializer2,
  ToStringShapeSerializer,
} from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "./aws-error.ts";
import { readJson } from "./json-rpc-protocol.ts";
import { describeError, errorMembers, type Protocol, type WireRequest } from "./protocol.ts";
import { createRestRouter, type RouteMatch } from "./rest-router.ts";
import type { ServiceModel } from "./service-model.ts";

const settings = {
  timestampFormat: { useTrait: true, default: 7 as const },
  httpBindings: true,
  jsonName: true,
};
const jsonWriter = new JsonShapeSerializer2(settings);
const jsonReader = new JsonShapeDeserializer2(settings);
const stringReader = new FromStringShapeDeserializer(settings);
const stringWriter = new ToStringShapeSerializer(settings);
const jsonType = "application/json";

type Members = Record<string, unknown>;

/** restJson1: members are bound to path, query, headers and body by the traits of the input and output shapes. */
export function createRestJsonProtocol(model: ServiceModel): Protocol {
  const route = createRestRouter(model.operations.values());
  return {
    read(request) {
      const match = route(request.method, request.path, request.query);
      if (match === undefined) {
        throw new AwsError("UnknownOperationException", "The requested operation is not known.", { status: 404 });
      }
      return { operation: match.operation, input: () => readInput(match, request) };
    },
    write(operation, output, requestId) {
      const headers: Record<string, string> = { "x-amzn-requestid": requestId };
      const { body, status } = writeBound(operation.output, (output ?? {}) as Members, headers);
      return { status: status ?? operation.http?.[2] ?? 200, headers, body };
    },
    writeError(error, requestId) {
      const { status, shape } = describeError(model, error);
      const headers: Record<string, string> = {
        "x-amzn-requestid": requestId,
        "x-amzn-errortype": error.code,
      };
      const members = errorMembers(error, shape);
      if (shape === undefined) {
        return { status, headers: { ...headers, "content-type": jsonType }, body: JSON.stringify(members) };
      }
      return { status, body: writeBound(shape.schema, members, headers).body, headers };
    },
  };
}

function readInput({ operation, labels }: RouteMatch, request: WireRequest): Members {
  const schema = operation.input;
  if (schema.isUnitSchema()) {
    return {};
  }
  const input = readPayload(schema, request.body);
  for (const [name, member] of schema.structIterator()) {
    const value = readBinding(member, name, labels, request);
    if (value !== undefined) {
      input[name] = value;
    }
  }
  return input;
}

function readPayload(schema: NormalizedSchema, body: Uint8Array): Members {
  for (const [name, member] of schema.structIterator()) {
    if (member.getMergedTraits().httpPayload) {
      if (body.byteLength === 0) {
        return {};
      }
      return { [name]: member.isBlobSchema() ? body : readJson(jsonReader, member, body) };
    }
  }
  return body.byteLength === 0 ? {} : (readJson(jsonReader, schema, body) as Members);
}

function readBinding(
  member: NormalizedSchema,
  name: string,
  labels: ReadonlyMap<string, string>,
  request: WireRequest,
): unknown {
  const traits = member.getMergedTraits();
  if (traits.httpLabel) {
    const label = labels.get(name);
    return label === undefined ? undefined : stringReader.read(member, label);
  }
  if (traits.httpQuery) {
    return readQuery(member, request.query.getAll(traits.httpQuery));
  }
  if (traits.httpQueryParams) {
    return Object.fromEntries(request.query);
  }
  if (traits.httpHeader) {
    const header = request.headers[traits.httpHeader.toLowerCase()];
    return typeof header === "string" ? stringReader.read(member, header) : undefined;
  }
  if (traits.httpPrefixHeaders !== undefined) {
    return readPrefixHeaders(traits.httpPrefixHeaders, request);
  }
  return undefined;
}

function readQuery(member: NormalizedSchema, values: readonly string[]): unknown {
  const [first] = values;
  if (first === undefined) {
    return undefined;
  }
  if (member.isListSchema()) {
    return values.map((value) => stringReader.read(member.getValueSchema(), value));
  }
  return stringReader.read(member, first);
}

function readPrefixHeaders(prefix: string, request: WireRequest): Members {
  const found: Members = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith(prefix.toLowerCase())) {
      found[name.slice(prefix.length)] = value;
    }
  }
  return found;
}

/** Puts header and status members where their traits say; the rest, or the payload member alone, is the body. */
function writeBound(
  schema: NormalizedSchema,
  output: Members,
  headers: Record<string, string>,
): { body: Uint8Array | string; status: number | undefined } {
  if (schema.isUnitSchema()) {
    return { body: "", status: undefined };
  }
  const rest: Members = {};
  let payload: NormalizedSchema | undefined;
  let status: number | undefined;
  for (const [name, member] of schema.structIterator()) {
    const value = output[name];
    const traits = member.getMergedTraits();
    if (traits.httpPayload) {
      payload = member;
    } else if (traits.httpResponseCode) {
      status = typeof value === "number" ? value : undefined;
    } else if (traits.httpHeader && value !== undefined && value !== null) {
      stringWriter.write(member, value);
      headers[traits.httpHeader.toLowerCase()] = stringWriter.flush();
    } else if (traits.httpPrefixHeaders !== undefined) {
      for (const [key, text] of Object.entries((value ?? {}) as Members)) {
        headers[`${traits.httpPrefixHeaders}${key}`.toLowerCase()] = String(text);
      }
    } else {
      rest[name] = value;
    }
  }
  if (payload !== undefined) {
    return { body: writePayload(payload, output[payload.getMemberName()], headers), status };
  }
  headers["content-type"] = jsonType;
  jsonWriter.write(schema, rest);
  return { body: jsonWriter.flush(), status };
}

function writePayload(member: NormalizedSchema, value: unknown, headers: Record<string, string>): Uint8Array | string {
  if (value === undefined || value === null) {
    return "";
  }
  if (value instanceof Uint8Array || typeof value === "string") {
    headers["content-type"] = "application/octet-stream";
    return value;
  }
  headers["content-type"] = jsonType;
  jsonWriter.write(member, value);
  return jsonWriter.flush();
}
