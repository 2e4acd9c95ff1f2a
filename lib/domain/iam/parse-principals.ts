import type { JsonValue, Principal, PrincipalList } from "./policy-document.ts";

const everyone: Principal = { kind: "everyone", text: "*" };
const accountPattern = /^\d{12}$/;
const arnPattern = /^arn:[^:]*:(?:iam|sts):[^:]*:(\d{12}):/;

function awsPrincipal(text: string): Principal {
  if (text === "*") return everyone;
  const accountId = accountPattern.test(text) ? text : (arnPattern.exec(text)?.[1] ?? null);
  return { kind: "aws", text, accountId };
}

/** A principal written as bare text tells its kind only by its look. */
function barePrincipal(text: string): Principal {
  return /\.amazonaws\.com(\.cn)?$/i.test(text) ? { kind: "service", text } : awsPrincipal(text);
}

function principalOfType(type: string, text: string): Principal | null {
  switch (type) {
    case "AWS":
      return awsPrincipal(text);
    case "Service":
      return { kind: "service", text };
    case "Federated":
      return { kind: "federated", text };
    case "CanonicalUser":
      return { kind: "canonicalUser", text };
    default:
      return null;
  }
}

function texts(value: JsonValue): readonly string[] | null {
  const list = Array.isArray(value) ? value : [value];
  const found: string[] = [];
  for (const entry of list) {
    if (typeof entry === "string") found.push(entry);
    // An account id may stand unquoted, where leading zeros are already lost.
    else if (typeof entry === "number") found.push(String(entry).padStart(12, "0"));
    else return null;
  }
  return found;
}

/**
 * Reads a `Principal` or `NotPrincipal` element: `"*"`, a text, a list of texts, or an object from type to one or many.
 *
 * @returns null when the element has another shape or names an unknown type of principal.
 */
export function parsePrincipals(value: JsonValue, mode: PrincipalList["mode"]): PrincipalList | null {
  if (value === null || typeof value === "boolean") return null;
  if (typeof value !== "object" || Array.isArray(value)) {
    const bare = texts(value);
    return bare === null ? null : { mode, principals: bare.map(barePrincipal) };
  }
  const principals: Principal[] = [];
  for (const [type, entry] of Object.entries(value)) {
    const names = texts(entry);
    if (names === null) return null;
    for (const name of names) {
      const principal = principalOfType(type, name);
      if (principal === null) return null;
      principals.push(principal);
    }
  }
  return { mode, principals };
}
