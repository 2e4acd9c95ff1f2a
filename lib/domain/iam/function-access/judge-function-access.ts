import { parseArn } from "#lib/domain/fleet/arn.ts";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { Json, ObservedAlias, ObservedFunctionUrl } from "#lib/domain/fleet/observed.ts";
import { unknownOf, valueOfFact } from "#lib/domain/fleet/unknown.ts";
import type { ParsedPolicy } from "#lib/domain/iam/policy-document.ts";
import { belongsToFunctionUrl, parseResourcePolicy } from "#lib/domain/iam/resource-policy.ts";
import type { AccessSurroundings, FunctionGrant } from "./function-grant.ts";
import { grantsOf } from "./grants-of.ts";
import { judgeUrl, type UrlAccess } from "./judge-url.ts";

/** Whether strangers get in: `limited` only under conditions that may hold for some of them. */
export interface PublicVerdict {
  readonly verdict: "yes" | "limited" | "no" | "unknown";
  readonly because: string;
}

/** Who may reach a function by one of its qualifiers. */
export interface QualifierAccess {
  /** Version or alias; null for the function itself. */
  readonly qualifier: string | null;
  /** The version that an alias leads to. */
  readonly version: string | null;
  readonly public: PublicVerdict;
  readonly grants: readonly FunctionGrant[];
  readonly url: UrlAccess | null;
  /** Why its policy is not known; null while it is. */
  readonly unknown: string | null;
}

export interface FunctionAccess {
  /** The function itself first, then by name. */
  readonly qualifiers: readonly QualifierAccess[];
  /** What is not known besides: aliases, URLs. One sentence each. */
  readonly unknown: readonly string[];
  /** Published versions whose own policies are not read. */
  readonly unreadVersions: readonly string[];
}

export interface FunctionAccessInput {
  readonly functionArn: string;
  /** By qualifier, "" for the function itself. */
  readonly policies: Fact<Readonly<Record<string, Json>>>;
  readonly aliases: Fact<readonly Pick<ObservedAlias, "name" | "version">[]>;
  readonly versions: Fact<readonly { readonly version: string }[]>;
  readonly urls: Fact<readonly Pick<ObservedFunctionUrl, "qualifier" | "authType" | "url">[]>;
  readonly knownAccounts: ReadonlySet<string>;
  /** Id of the fleet's own organisation; null while it is not known. */
  readonly organisationId: string | null;
}

/** The account of a function's ARN and what is known of the others. */
export function surroundingsOf(
  functionArn: string,
  knownAccounts: ReadonlySet<string>,
  organisationId: string | null,
): AccessSurroundings {
  return { functionArn, accountId: parseArn(functionArn)?.accountId ?? "", knownAccounts, organisationId };
}

/** Judges who may invoke, change or read a function, by each of its qualifiers. What could not be read stays unknown. */
export function judgeFunctionAccess(input: FunctionAccessInput): FunctionAccess {
  const around = surroundingsOf(input.functionArn, input.knownAccounts, input.organisationId);
  const documents = valueOfFact(input.policies, {});
  const aliases = valueOfFact(input.aliases, []) ?? [];
  const versions = valueOfFact(input.versions, []) ?? [];
  const urls = valueOfFact(input.urls, []) ?? [];
  const names = new Set(["", ...aliases.map(({ name }) => name), ...Object.keys(documents ?? {})]);
  for (const { qualifier } of urls) names.add(qualifier ?? "");
  const qualifiers = [...names].sort().map((name) => {
    const url = urls.find(({ qualifier }) => (qualifier ?? "") === name) ?? null;
    const version = aliases.find((alias) => alias.name === name)?.version ?? null;
    const place = { name, version, url };
    if (documents === null) return unknownQualifier(place, unknownOf(input.policies)?.reason ?? "It was not read.");
    return judgeQualifier(place, documents[name], around, unknownOf(input.urls)?.reason ?? null);
  });
  const read = new Set(Object.keys(documents ?? {}));
  return {
    qualifiers,
    unknown: [
      ...sentences("Aliases, and what their policies say", unknownOf(input.aliases)?.reason),
      ...sentences("Function URLs", unknownOf(input.urls)?.reason),
    ],
    unreadVersions: versions
      .map(({ version }) => version)
      .filter((version) => /^\d+$/.test(version) && !read.has(version)),
  };
}

const sentences = (what: string, reason: string | undefined) => (reason === undefined ? [] : [`${what}: ${reason}`]);

interface Place {
  readonly name: string;
  readonly version: string | null;
  readonly url: Pick<ObservedFunctionUrl, "authType" | "url"> | null;
}

function unknownQualifier({ name, version, url }: Place, reason: string): QualifierAccess {
  return {
    qualifier: name === "" ? null : name,
    version,
    public: { verdict: "unknown", because: reason },
    grants: [],
    url: url === null ? null : { ...url, verdict: "unknown", because: reason, statements: [] },
    unknown: reason,
  };
}

function judgeQualifier(
  place: Place,
  document: Json | undefined,
  around: AccessSurroundings,
  urlsUnknown: string | null,
): QualifierAccess {
  const policy = document === undefined ? null : parseResourcePolicy(document);
  if (policy?.kind === "error") return unknownQualifier(place, policy.message);
  const qualifier = place.name === "" ? null : place.name;
  const grants = policy === null ? [] : grantsOf(policy, qualifier, around);
  const url = place.url === null ? null : judgeUrl(place.url, policy, grants);
  const verdict = publicVerdict(policy, grants, url, urlsUnknown);
  return { qualifier, version: place.version, public: verdict, grants, url, unknown: null };
}

const isReach = (right: FunctionGrant["right"]) => right === "invoke" || right === "change";

function publicVerdict(
  policy: ParsedPolicy | null,
  grants: readonly FunctionGrant[],
  url: UrlAccess | null,
  urlsUnknown: string | null,
): PublicVerdict {
  // What only calls through a URL are granted is judged with the URL.
  const forUrls = new Set(policy?.statements.filter(belongsToFunctionUrl).map(({ written }) => written));
  const strangers = grants.filter(
    ({ caller, right, verdict, statement }) =>
      caller.kind === "everyone" && isReach(right) && verdict !== "none" && !forUrls.has(statement),
  );
  const open = strangers.find(({ verdict }) => verdict === "open");
  if (open !== undefined) return { verdict: "yes", because: open.because };
  if (url?.verdict === "public") return { verdict: "yes", because: url.because };
  if (urlsUnknown !== null && policy !== null && grants.some(({ right }) => right === "invokeUrl"))
    return { verdict: "unknown", because: `Whether it has a URL is not known: ${urlsUnknown}` };
  const [limited] = strangers;
  if (limited !== undefined) return { verdict: "limited", because: limited.because };
  if (url?.verdict === "limited") return { verdict: "limited", because: url.because };
  return { verdict: "no", because: "No statement lets strangers in." };
}
