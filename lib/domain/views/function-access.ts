import type { JsonObject } from "#lib/domain/fleet/observed.ts";
import { sameJson } from "#lib/domain/fleet/same-json.ts";
import type {
  AccountStanding,
  Caller,
  FunctionGrant,
  FunctionRight,
} from "#lib/domain/iam/function-access/function-grant.ts";
import type { FunctionAccess, QualifierAccess } from "#lib/domain/iam/function-access/judge-function-access.ts";

/** How a row is looked at: kept out, as meant, a limit worth knowing, or a stranger who gets in. */
export type AccessTone = "out" | "meant" | "noted" | "stranger" | "public";

/** One who can reach a function by one of its qualifiers, as a page shows it. */
export interface AccessRow {
  /** Who, in words: "Anyone", "Account 123456789012 (payments)". */
  readonly who: string;
  /** The principal as the policy writes it, where the words do not say it all. */
  readonly principal: string | null;
  readonly judged: { readonly tone: AccessTone; readonly label: string };
  readonly rights: readonly FunctionRight[];
  readonly sid: string | null;
  readonly conditions: readonly string[];
  readonly because: string;
  /** Rules whose finding of this function shows the statement for this caller. */
  readonly rules: readonly string[];
}

export interface QualifierAccessView extends Pick<QualifierAccess, "qualifier" | "version" | "public" | "unknown"> {
  readonly rows: readonly AccessRow[];
  readonly url: (NonNullable<QualifierAccess["url"]> & { readonly rules: readonly string[] }) | null;
}

export interface FunctionAccessView {
  readonly qualifiers: readonly QualifierAccessView[];
  readonly unknown: readonly string[];
  readonly unreadVersions: readonly string[];
}

/** A finding of the function that is not resolved, as far as rows are matched with it. */
export interface AccessFinding {
  readonly rule: string;
  readonly evidence: readonly { readonly source: string; readonly value: unknown }[];
}

interface Surroundings {
  readonly functionArn: string;
  readonly accountNames: ReadonlyMap<string, string>;
  readonly findings: readonly AccessFinding[];
}

/** Who can reach a function, grant by grant, with the findings that say so. */
export function accessView(access: FunctionAccess, around: Surroundings): FunctionAccessView {
  return {
    qualifiers: access.qualifiers.map((one) => qualifierView(one, around)),
    unknown: access.unknown,
    unreadVersions: access.unreadVersions,
  };
}

function qualifierView(access: QualifierAccess, around: Surroundings): QualifierAccessView {
  const { qualifier, version, public: open, unknown, grants, url } = access;
  const source = qualifier === null ? around.functionArn : `${around.functionArn}:${qualifier}`;
  const groups = Map.groupBy(grants, ({ statement: _, actions: __, right: ___, ...rest }) => JSON.stringify(rest));
  const urlFindings = around.findings.filter(
    ({ rule, evidence }) => rule === "function-url-public" && evidence.some((one) => one.source === source),
  );
  return {
    qualifier,
    version,
    public: open,
    unknown,
    rows: [...groups.values()].map((group) => rowOf(group, source, url?.verdict === "public", around)),
    url: url === null ? null : { ...url, rules: urlFindings.map(({ rule }) => rule) },
  };
}

/** The grants of one statement to one principal that differ by their right only, as one row. */
function rowOf(
  group: readonly FunctionGrant[],
  source: string,
  hasPublicUrl: boolean,
  around: Surroundings,
): AccessRow {
  const [first] = group;
  if (first === undefined) throw new RangeError("A row has at least one grant.");
  const who = whoIs(first, around.accountNames);
  return {
    who,
    principal: who.includes(first.principal) || first.principal === "*" ? null : first.principal,
    judged: judgedAs(first, group, hasPublicUrl),
    rights: group.map(({ right }) => right),
    sid: first.sid,
    conditions: first.conditions,
    because: first.because,
    rules: around.findings
      .filter(({ rule, evidence }) =>
        group.some((grant) => speaksOf(rule, grant) && shows(evidence, source, grant.statement)),
      )
      .map(({ rule }) => rule),
  };
}

function shows(evidence: AccessFinding["evidence"], source: string, statement: JsonObject): boolean {
  return evidence.some((one) => one.source === source && sameJson(one.value, statement));
}

/** A statement may name several principals; a finding is about some of them. */
function speaksOf(rule: string, { caller, right, verdict }: FunctionGrant): boolean {
  if (verdict === "none") return false;
  switch (rule) {
    case "function-policy-public":
      return caller.kind === "everyone" && right === "invoke";
    case "function-url-public":
      return caller.kind === "everyone" && right === "invokeUrl";
    case "function-policy-foreign-account":
      return caller.kind !== "service" && (caller.kind !== "account" || caller.standing === "foreign");
    case "function-service-unlimited":
      return caller.kind === "service" && !caller.hasSource;
    default:
      return false;
  }
}

function named(accountId: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(accountId);
  return name === undefined ? accountId : `${accountId} (${name})`;
}

function whoIs({ caller, principal }: FunctionGrant, names: ReadonlyMap<string, string>): string {
  switch (caller.kind) {
    case "everyone":
      return "Anyone";
    case "organisation":
      return `Every account of organisation ${caller.organisationIds.join(" or ")}`;
    case "account":
      return `${wholeAccount(principal) ? "Account" : "One identity of account"} ${named(caller.accountId, names)}`;
    case "service": {
      const accounts = caller.sourceAccountIds.map((id) => named(id, names)).join(" or ");
      return accounts === "" ? caller.service : `${caller.service}, for account ${accounts}`;
    }
    default:
      return principal;
  }
}

const wholeAccount = (principal: string) =>
  principal === "*" || /^\d{12}$/.test(principal) || principal.endsWith(":root");

const standings: Readonly<Record<AccountStanding, AccessRow["judged"]>> = {
  own: { tone: "meant", label: "This account" },
  known: { tone: "meant", label: "This organisation" },
  organisation: { tone: "noted", label: "As a member of an organisation" },
  foreign: { tone: "stranger", label: "Foreign account" },
};

/** Whether a grant is of use through a function URL only. */
function isForUrl({ right, conditions }: FunctionGrant): boolean {
  return (
    right === "invokeUrl" ||
    conditions.some((words) => /lambda:(FunctionUrlAuthType|InvokedViaFunctionUrl)/i.test(words))
  );
}

function judgedAs(
  { caller, verdict }: FunctionGrant,
  group: readonly FunctionGrant[],
  hasPublicUrl: boolean,
): AccessRow["judged"] {
  if (verdict === "none") return { tone: "out", label: "Kept out" };
  switch (caller.kind) {
    case "everyone":
      if (verdict === "limited") return { tone: "noted", label: "Public under conditions" };
      if (group.every(isForUrl)) return { tone: hasPublicUrl ? "public" : "noted", label: "Through its URL only" };
      return group.every(({ right }) => right === "read")
        ? { tone: "stranger", label: "Public code" }
        : { tone: "public", label: "Public" };
    case "organisation":
      return caller.isOwn === false
        ? { tone: "stranger", label: "Foreign organisation" }
        : { tone: "noted", label: "Whole organisation" };
    case "account":
      return standings[caller.standing];
    case "service":
      return serviceJudged(caller);
    default:
      return { tone: "noted", label: "Not a principal that Lambda knows" };
  }
}

function serviceJudged({ hasSource, sendsSource, sourceStanding }: Caller & { kind: "service" }): AccessRow["judged"] {
  if (!hasSource)
    return sendsSource
      ? { tone: "stranger", label: "Service, any source" }
      : { tone: "noted", label: "Service, tells no source" };
  return sourceStanding === "foreign"
    ? { tone: "noted", label: "Service, foreign source" }
    : { tone: "meant", label: "Service, its source named" };
}
