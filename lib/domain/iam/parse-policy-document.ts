import { parsePrincipals } from "./parse-principals.ts";
import type {
  Condition,
  JsonObject,
  JsonValue,
  ParsedPolicy,
  PatternList,
  PolicyError,
  PolicyStatement,
  PrincipalList,
} from "./policy-document.ts";

/** Which elements a document must have: identity policies (and boundaries) name resources, the others principals. */
export type PolicyKind = "identity" | "resource" | "trust";

const elements = new Map(
  [
    ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"],
    ["Version", "Id", "Statement"],
  ]
    .flat()
    .map((name) => [name.toLowerCase(), name]),
);

/** Leaves the parse with a sentence; caught at the one boundary below and never seen outside. */
class Malformed extends Error {}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** AWS refuses `action` for `Action`; reading on without it would silently drop a limit. */
function refuseWrongCase(object: JsonObject, where: string): void {
  for (const name of Object.keys(object)) {
    const known = elements.get(name.toLowerCase());
    if (known !== undefined && known !== name) {
      throw new Malformed(`${where} has the element "${name}"; element names are case-sensitive: "${known}"`);
    }
  }
}

function scalars(value: JsonValue, what: string): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.map((entry: JsonValue) => {
    if (typeof entry === "string") return entry;
    if (typeof entry === "number" || typeof entry === "boolean") return String(entry);
    throw new Malformed(`${what} is neither text nor a list of texts`);
  });
}

function patternPair(statement: JsonObject, name: "Action" | "Resource", where: string): PatternList | null {
  const only = statement[name];
  const allBut = statement[`Not${name}`];
  if (only !== undefined && allBut !== undefined) throw new Malformed(`${where} has both ${name} and Not${name}`);
  const value = only ?? allBut;
  if (value === undefined) return null;
  const patterns = scalars(value, `${name} of ${where}`);
  if (patterns.length === 0) throw new Malformed(`${where} has an empty list of ${name.toLowerCase()}s`);
  return { mode: only === undefined ? "allBut" : "only", patterns };
}

function conditionsOf(statement: JsonObject, where: string): readonly Condition[] {
  const block = statement.Condition;
  if (block === undefined) return [];
  if (!isObject(block)) throw new Malformed(`Condition of ${where} is not an object`);
  return Object.entries(block).flatMap(([operator, tests]) => {
    if (!isObject(tests)) throw new Malformed(`Condition ${operator} of ${where} is not an object`);
    return Object.entries(tests).map(([key, value]) => ({
      operator,
      key,
      values: scalars(value, `Condition ${operator} ${key} of ${where}`),
    }));
  });
}

function principalsOf(statement: JsonObject, kind: PolicyKind, where: string): PrincipalList | null {
  const { Principal: only, NotPrincipal: allBut } = statement;
  if (only !== undefined && allBut !== undefined) throw new Malformed(`${where} has both Principal and NotPrincipal`);
  const value = only ?? allBut;
  if (value === undefined) {
    if (kind === "identity") return null;
    throw new Malformed(`${where} names no Principal`);
  }
  if (kind === "identity") throw new Malformed(`${where} names a Principal, which an identity policy may not`);
  const principals = parsePrincipals(value, only === undefined ? "allBut" : "only");
  if (principals === null) throw new Malformed(`Principal of ${where} has an unknown form`);
  return principals;
}

function parseStatement(value: JsonValue, kind: PolicyKind, where: string): PolicyStatement {
  if (!isObject(value)) throw new Malformed(`${where} is not an object`);
  refuseWrongCase(value, where);
  const effect = value.Effect;
  if (effect !== "Allow" && effect !== "Deny") throw new Malformed(`${where} has no Effect "Allow" or "Deny"`);
  const actions = patternPair(value, "Action", where);
  if (actions === null) throw new Malformed(`${where} has neither Action nor NotAction`);
  const resources = patternPair(value, "Resource", where);
  if (resources === null && kind === "identity") throw new Malformed(`${where} has neither Resource nor NotResource`);
  return {
    sid: typeof value.Sid === "string" ? value.Sid : null,
    effect,
    actions,
    resources,
    principals: principalsOf(value, kind, where),
    conditions: conditionsOf(value, where),
    written: value,
  };
}

/** IAM sends documents URL-encoded (RFC 3986, so `+` is a plus), Lambda as JSON text, some tools as an object. */
function readDocument(document: unknown): unknown {
  if (typeof document !== "string") return document;
  const text = document.replace(/^\uFEFF/, "").trimStart();
  if (text === "") throw new Malformed("the document is empty");
  try {
    return JSON.parse(text.startsWith("{") ? text : decodeURIComponent(text));
  } catch (error) {
    // decodeURIComponent throws URIError, JSON.parse SyntaxError; their own words may quote the document.
    throw new Malformed(error instanceof URIError ? "its URL encoding is broken" : "it is not valid JSON");
  }
}

/**
 * Reads a policy document in any form in which AWS or its tools hand it out: an object, JSON text, or URL-encoded JSON
 * text; one statement or a list; one or many actions, resources and values; numbers and booleans unquoted.
 *
 * Element names are case-sensitive; a name in the wrong case is an error, as it is to AWS. Elements that are not known
 * at all are passed over. Never throws: a document that cannot be read is a {@link PolicyError} with a sentence.
 */
export function parsePolicyDocument(document: unknown, kind: PolicyKind = "identity"): ParsedPolicy | PolicyError {
  try {
    const root = readDocument(document);
    if (!isObject(root)) throw new Malformed("it is not a JSON object");
    refuseWrongCase(root, "the document");
    const version = root.Version ?? "2008-10-17";
    if (version !== "2012-10-17" && version !== "2008-10-17") throw new Malformed("its Version is not a known one");
    if (root.Statement === undefined) throw new Malformed("it has no Statement");
    const statements: readonly JsonValue[] = Array.isArray(root.Statement) ? root.Statement : [root.Statement];
    return {
      kind: "policy",
      version,
      statements: statements.map((statement, index) => parseStatement(statement, kind, `statement ${index + 1}`)),
    };
  } catch (error) {
    if (error instanceof Malformed) {
      return { kind: "error", message: `The policy document cannot be read: ${error.message}.` };
    }
    throw error;
  }
}
