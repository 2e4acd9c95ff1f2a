import { credentialKind } from "./credential-kind.ts";
import type { Hmac } from "./environment-fingerprint.ts";
import type { Json, JsonObject } from "./observed.ts";

/** Names under which AWS puts maps of variables, whatever they are inside of. */
const variableMap = /^(?:Variables|EnvironmentVariables|environmentVariables|variables)$/;
const signature = /[?&]X-Amz-(?:Signature|Credential|Security-Token)=/i;
/** Looks by themselves prove nothing where AWS writes digests and identifiers. */
const guesses: ReadonlySet<string> = new Set(["highEntropy", "namedSecret", "awsSecretKey"]);

/**
 * An answer as AWS sent it without what must not be kept: values of variables and texts that hold a credential of a
 * known format become `{ kind, hmac }`, a signed address loses its signature. Field names and all else stay, so that
 * fields that are younger than this program can be shown.
 */
export function redactAnswer(answer: JsonObject, hmac: Hmac): JsonObject {
  return redactObject(answer, hmac);
}

function redactObject(value: JsonObject, hmac: Hmac): JsonObject {
  const entries = Object.entries(value).map(([name, item]): [string, Json] => [
    name,
    variableMap.test(name) && isObject(item) ? redactVariables(item, hmac) : redact(name, item, hmac),
  ]);
  return Object.fromEntries(entries);
}

function redactVariables(variables: JsonObject, hmac: Hmac): JsonObject {
  const entries = Object.entries(variables).map(([name, item]): [string, Json] => {
    // What has become a kind and a fingerprint before holds no value.
    if (isObject(item) && typeof item.hmac === "string" && typeof item.kind === "string") return [name, item];
    return [name, hidden(name, typeof item === "string" ? item : JSON.stringify(item), hmac)];
  });
  return Object.fromEntries(entries);
}

function redact(name: string, value: Json, hmac: Hmac): Json {
  if (typeof value === "string") return redactText(name, value, hmac);
  if (Array.isArray(value)) return value.map((item: Json) => redact(name, item, hmac));
  return isObject(value) ? redactObject(value, hmac) : value;
}

function redactText(name: string, text: string, hmac: Hmac): Json {
  if (signature.test(text)) return text.slice(0, text.indexOf("?"));
  const kind = credentialKind(name, text);
  return kind === null || guesses.has(kind) ? text : hidden(name, text, hmac);
}

function hidden(name: string, text: string, hmac: Hmac): JsonObject {
  return { kind: "hidden", credentialKind: credentialKind(name, text), hmac: hmac(`${name}=${text}`) };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
