import { mendDates } from "./mend-dates.ts";
import { readBody } from "./read-body.ts";
import type { ServiceName } from "./service-name.ts";

/** What of an SDK client this module takes hold of: how it turns a response into the output of a command. */
interface ProtocolClient {
  readonly config: { readonly protocol: AnswerProtocol };
}

interface AnswerProtocol {
  deserializeResponse(operationSchema: never, context: never, response: never): Promise<unknown>;
}

interface WireResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: unknown;
}

/** Services whose answers are one JSON object, without members in headers; the others answer in XML. */
const jsonServices: ReadonlySet<ServiceName> = new Set([
  "lambda",
  "cloudwatch",
  "logs",
  "cloudtrail",
  "organizations",
  "sqs",
  "tagging",
  "application-autoscaling",
]);

/**
 * Makes a client hand out JSON answers as they came. The SDK walks each answer by its schema: a fifth of a sync's
 * processor time, and every field that AWS added since the SDK was published is lost. So instants are what the wire has
 * (epoch seconds or text, see `dateOrNull`) and not `Date`. Errors, XML and bodies that are no JSON object are left to
 * the SDK. No body is read beyond what an answer of AWS can hold.
 */
export function takeJsonAnswers(service: ServiceName, client: object): void {
  const { protocol } = (client as ProtocolClient).config;
  const bySchema = protocol.deserializeResponse.bind(protocol);
  const isJson = jsonServices.has(service);
  protocol.deserializeResponse = async (operationSchema, context, response: WireResponse) => {
    const bytes = await readBody(response.body);
    // The SDK's own reader takes bytes as well as streams.
    response.body = isJson ? bytes : mendDates(bytes);
    const answer = isJson && response.statusCode < 300 ? parsedObject(bytes) : null;
    if (answer === null) return await bySchema(operationSchema, context, response as never);
    // The SDK's retries write into it; it is none of AWS's fields.
    Object.defineProperty(answer, "$metadata", { value: { httpStatusCode: response.statusCode }, enumerable: false });
    return answer;
  };
}

/** Null where the bytes are not one JSON object: what is wrong with them is the SDK's to say. */
function parsedObject(bytes: Buffer): Record<string, unknown> | null {
  if (bytes[0] !== openingBrace) return null;
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return value as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const openingBrace = 0x7b;
