import { JsonShapeDeserializer2, JsonShapeSerializer2 } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "./aws-error.ts";
import { describeError, errorMembers, type Protocol, type WireRequest } from "./protocol.ts";
import type { OperationModel, ServiceModel } from "./service-model.ts";
import { textMembersOf } from "./text-members.ts";
import { WrittenList } from "./written-list.ts";

const TIMESTAMP_EPOCH_SECONDS = 7;

/** awsJson1_0 and awsJson1_1: everything is a POST to `/`, the operation stands in `X-Amz-Target`. */
export function createJsonRpcProtocol(model: ServiceModel): Protocol {
  const { definition } = model;
  const contentType = `application/x-amz-json-${definition.protocol === "awsJson1_0" ? "1.0" : "1.1"}`;
  const settings = { timestampFormat: { useTrait: true, default: TIMESTAMP_EPOCH_SECONDS }, jsonName: false } as const;
  const serializer = new JsonShapeSerializer2(settings);
  const deserializer = new JsonShapeDeserializer2(settings);

  function findOperation(request: WireRequest): OperationModel {
    const [prefix, name] = String(request.headers["x-amz-target"] ?? "").split(".");
    const operation = prefix === definition.target && name !== undefined ? model.operations.get(name) : undefined;
    if (operation === undefined) {
      throw new AwsError("UnknownOperationException", "The requested operation is not known.", { status: 404 });
    }
    return operation;
  }

  return {
    read(request) {
      const operation = findOperation(request);
      return { operation, input: () => readJson(deserializer, operation.input, request.body) };
    },
    write(operation, output, requestId) {
      const { rest, large } = splitLarge(operation.output, output ?? {});
      serializer.write(operation.output.isUnitSchema() ? EMPTY : operation.output, rest);
      const body = serializer.flush();
      return {
        status: 200,
        headers: { "content-type": contentType, "x-amzn-requestid": requestId },
        body: large.length === 0 ? body : join(bytesOf(body), large),
      };
    },
    writeError(error, requestId) {
      const { status, queryCode, shape } = describeError(model, error);
      const headers: Record<string, string> = {
        "content-type": contentType,
        "x-amzn-requestid": requestId,
        "x-amzn-errortype": error.code,
      };
      if (definition.queryCompatible) {
        headers["x-amzn-query-error"] = `${queryCode};${status >= 500 ? "Receiver" : "Sender"}`;
      }
      return {
        status,
        headers,
        body: JSON.stringify({ __type: error.code, ...errorMembers(error, shape) }),
      };
    },
  };
}

/** Lists of fewer items are written by their schema like everything else. */
const LARGE = 500;

/** Without a copy; the writer's own array warns when it is read like a text. */
function bytesOf(body: Uint8Array | string): Buffer {
  return typeof body === "string" ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

interface LargeMember {
  readonly name: string;
  readonly json: readonly Uint8Array[];
}

/**
 * Sets lists aside that are written already, and large ones of texts: ten thousand entries would hold up every other call
 * if the schema wrote them.
 */
function splitLarge(schema: NormalizedSchema, output: object): { rest: object; large: readonly LargeMember[] } {
  const large: LargeMember[] = [];
  const rest: Record<string, unknown> = {};
  const texts = textMembersOf(schema);
  for (const [name, value] of Object.entries(output)) {
    if (value instanceof WrittenList) {
      large.push({ name, json: value.toParts() });
    } else if (texts.has(name) && Array.isArray(value) && value.length >= LARGE) {
      large.push({ name, json: [Buffer.from(JSON.stringify(value))] });
    } else {
      rest[name] = value;
    }
  }
  return large.length === 0 ? { rest: output, large } : { rest, large };
}

/** Puts members before the closing brace of an object. */
function join(rest: Buffer, large: readonly LargeMember[]): Uint8Array[] {
  const brace = rest.lastIndexOf("}");
  const parts: Uint8Array[] = [rest.subarray(0, brace)];
  let comma = brace > 1 ? "," : "";
  for (const { name, json } of large) {
    parts.push(Buffer.from(`${comma}${JSON.stringify(name)}:`), ...json);
    comma = ",";
  }
  return [...parts, Buffer.from("}")];
}

/** Document schema: writes plain JSON, which is `{}` for operations without an output shape. */
const EMPTY = 15;

/** Parses a body by its schema; a syntax error gets the answer that AWS gives to a body it cannot read. */
export function readJson(reader: JsonShapeDeserializer2, schema: NormalizedSchema, body: Uint8Array): unknown {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  try {
    return reader.readObject(schema, text === "" ? {} : JSON.parse(text));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError("SerializationException", `The request body could not be read: ${detail}`);
  }
}
