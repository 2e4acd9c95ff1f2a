import { NormalizedSchema } from "@smithy/core/schema";

export type ProtocolName = "awsJson1_0" | "awsJson1_1" | "restJson1" | "awsQuery" | "ec2Query";

/** How to find one service's schemas and which wire form it speaks. */
export interface ServiceDefinition {
  /** Service name in the SigV4 credential scope, by which requests are routed. */
  readonly signingName: string;
  readonly protocol: ProtocolName;
  /** `X-Amz-Target` prefix of the JSON protocols. */
  readonly target?: string;
  /** Namespace of the XML answers of the query protocols. */
  readonly xmlNamespace?: string;
  /** JSON services that once spoke query also send the old error code in a header. */
  readonly queryCompatible?: boolean;
  /** The SDK client module whose exported schemas describe the service; only imported at the first request. */
  readonly load: () => Promise<Readonly<Record<string, unknown>>>;
}

export interface OperationModel {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  /** Method, URI template and success status of a REST operation. */
  readonly http: readonly [method: string, path: string, status: number] | undefined;
}

export interface ErrorModel {
  readonly name: string;
  readonly schema: NormalizedSchema;
  readonly status: number;
  /** Code on the wire of query services, which may differ from the shape's name. */
  readonly queryCode: string;
}

export interface ServiceModel {
  readonly definition: ServiceDefinition;
  readonly operations: ReadonlyMap<string, OperationModel>;
  readonly errors: ReadonlyMap<string, ErrorModel>;
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

const OPERATION = 9;
const ERROR = -3;

/** Reads the operations and errors of a service from the static schemas (`Name$`) that its SDK client exports. */
export async function loadServiceModel(definition: ServiceDefinition): Promise<ServiceModel> {
  const exports = await definition.load();
  const operations = new Map<string, OperationModel>();
  const errors = new Map<string, ErrorModel>();
  for (const [key, value] of Object.entries(exports)) {
    if (!key.endsWith("$") || !Array.isArray(value)) {
      continue;
    }
    if (value[0] === OPERATION) {
      const operation = readOperation(value);
      operations.set(operation.name, operation);
    } else if (value[0] === ERROR) {
      const error = readError(value);
      errors.set(error.name, error);
    }
  }
  return { definition, operations, errors };
}

function readOperation(schema: readonly unknown[]): OperationModel {
  const traits = schema[3];
  const http = typeof traits === "object" && traits !== null && "http" in traits ? traits.http : undefined;
  return {
    name: String(schema[2]),
    input: NormalizedSchema.of(schema[4] as SchemaRef),
    output: NormalizedSchema.of(schema[5] as SchemaRef),
    http: http as OperationModel["http"],
  };
}

function readError(schema: readonly unknown[]): ErrorModel {
  const normalized = NormalizedSchema.of(schema as unknown as SchemaRef);
  const traits = normalized.getMergedTraits();
  const [queryCode, queryStatus] = (traits.awsQueryError ?? []) as [string?, number?];
  const name = String(schema[2]);
  return {
    name,
    schema: normalized,
    status: Number(traits.httpError ?? queryStatus ?? (traits.error === "server" ? 500 : 400)),
    queryCode: queryCode ?? name,
  };
}
