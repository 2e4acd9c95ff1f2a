import type { EnvironmentVariable, Json, JsonObject } from "#lib/domain/fleet/observed.ts";
import { parseArn } from "./arn.ts";
import { credentialKind } from "./credential-kind.ts";

/** A keyed hash of a text (HMAC under the installation's key), as text. */
export type Hmac = (text: string) => string;

/**
 * An environment variable without its value: what kind of value it is, and a keyed hash over name and value, so that a
 * change is seen and the value is not, and equal values under different names do not give each other away.
 */
export function environmentFingerprint(name: string, value: string, hmac: Hmac): EnvironmentVariable {
  const credential = isReference(value) ? null : credentialKind(name, value);
  const kind = value === "" ? "empty" : credential !== null ? "credential" : referenceKind(name, value);
  return { name, kind, credentialKind: kind === "credential" ? credential : null, hmac: hmac(`${name}=${value}`) };
}

/** All variables of a function, sorted by name. */
export function fingerprintEnvironment(
  variables: Readonly<Record<string, string>>,
  hmac: Hmac,
): readonly EnvironmentVariable[] {
  return Object.entries(variables)
    .map(([name, value]) => environmentFingerprint(name, value, hmac))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * A function configuration as AWS sent it with each environment value replaced by `{ kind, credentialKind, hmac }`.
 * A value that is not text, which AWS does not send, is hashed as its JSON. Everything else stays.
 */
export function redactConfiguration(configuration: JsonObject, hmac: Hmac): JsonObject {
  const environment = configuration.Environment;
  if (!isObject(environment) || !isObject(environment.Variables)) return configuration;
  const redacted = Object.entries(environment.Variables).map(([name, value]): [string, Json] => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const { kind, credentialKind, hmac: hash } = environmentFingerprint(name, text, hmac);
    return [name, { kind, credentialKind, hmac: hash }];
  });
  return { ...configuration, Environment: { ...environment, Variables: Object.fromEntries(redacted) } };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const secretName = /(?:^|_)secret_?(?:arn|name|id)$/i;
const parameterName = /(?:^|_)(?:ssm|param|parameter)(?:_?store)?_?(?:arn|name|path|key)$/i;

/** References say where a secret is; they are none, however random they look. */
function isReference(value: string): boolean {
  return parseArn(value) !== null || value.startsWith("{{resolve:");
}

function referenceKind(name: string, value: string): "plain" | "arn" | "secretReference" | "parameterReference" {
  const arn = parseArn(value);
  if (arn?.service === "secretsmanager" || value.startsWith("{{resolve:secretsmanager:")) return "secretReference";
  if (arn?.service === "ssm" || value.startsWith("{{resolve:ssm")) return "parameterReference";
  if (arn !== null) return "arn";
  if (secretName.test(name)) return "secretReference";
  return parameterName.test(name) ? "parameterReference" : "plain";
}
