import type { PolicyStatement } from "#simulator/fleet/roles/policy-document.ts";
import type { IntendedTrigger, Invocation, PolicyEntry, TriggerContext, TriggerPlan } from "./trigger-plan.ts";

type Condition = NonNullable<PolicyStatement["Condition"]>;

function resource(context: TriggerContext, qualifier: string | null): string {
  return qualifier === null ? context.arn : `${context.arn}:${qualifier}`;
}

function intended(
  service: string,
  principal: string,
  sourceArn: string | null,
  qualifier: string | null,
  invocation: Invocation,
): IntendedTrigger {
  return {
    type: "resource-policy",
    service,
    sourceArn,
    principal,
    qualifier,
    invocation,
    enabled: true,
    mapping: null,
  };
}

function entry(
  statement: PolicyStatement,
  qualifier: string | null,
  triggers: readonly IntendedTrigger[],
  marks: Partial<Pick<PolicyEntry, "public" | "opensUrl" | "foreign" | "unlimited">> = {},
): Partial<TriggerPlan> {
  const one: PolicyEntry = {
    statement,
    qualifier,
    intended: triggers,
    public: marks.public ?? false,
    opensUrl: marks.opensUrl ?? false,
    foreign: marks.foreign ?? null,
    unlimited: marks.unlimited ?? null,
  };
  return { policy: [one] };
}

export interface ServiceGrant {
  /** First label of the principal. */
  readonly service: string;
  readonly invocation: Invocation;
  readonly sourceArns: readonly string[];
  readonly qualifier?: string;
  /** `StringEquals` instead of the usual `ArnLike`, and the owner's account besides. */
  readonly strict?: boolean;
  /** Account that the source must belong to, where no source is named. */
  readonly sourceAccount?: string;
  /** That nothing names a source of somebody in particular: how grave that is with this service. */
  readonly unlimited?: "medium" | "low";
}

function sourceCondition(context: TriggerContext, grant: ServiceGrant): { Condition?: Condition } {
  const { sourceArns, sourceAccount, strict } = grant;
  const [only] = sourceArns;
  if (only === undefined)
    return sourceAccount === undefined ? {} : { Condition: { StringEquals: { "AWS:SourceAccount": sourceAccount } } };
  const value = sourceArns.length === 1 ? only : sourceArns;
  return strict
    ? {
        Condition: {
          StringEquals: { "AWS:SourceAccount": context.accountId },
          ArnEquals: { "aws:SourceArn": value },
        },
      }
    : { Condition: { ArnLike: { "AWS:SourceArn": value } } };
}

/** AddPermission for an AWS service. */
export function grantService(context: TriggerContext, grant: ServiceGrant): Partial<TriggerPlan> {
  const qualifier = grant.qualifier ?? null;
  const principal = `${grant.service}.amazonaws.com`;
  const statement: PolicyStatement = {
    Sid: `${grant.service}-invoke${qualifier === null ? "" : `-${qualifier}`}`,
    Effect: "Allow",
    Principal: { Service: principal },
    Action: "lambda:InvokeFunction",
    Resource: resource(context, qualifier),
    ...sourceCondition(context, grant),
  };
  const sources = grant.sourceArns.length > 0 ? grant.sourceArns : [null];
  return entry(
    statement,
    qualifier,
    sources.map((sourceArn) => intended(grant.service, principal, sourceArn, qualifier, grant.invocation)),
    { unlimited: grant.unlimited ?? null },
  );
}

export interface AccountGrant {
  /** How grave it is that a stranger gets in; null for an account of the organisation, or one that is kept out. */
  readonly foreign: "high" | "medium" | null;
  readonly qualifier?: string;
  readonly actions?: readonly string[];
  readonly condition?: Condition;
}

/** AddPermission for other accounts, roles or users. */
export function grantAccounts(
  context: TriggerContext,
  principals: readonly string[],
  grant: AccountGrant,
): Partial<TriggerPlan> {
  const [only] = principals;
  const qualifier = grant.qualifier ?? null;
  const statement: PolicyStatement = {
    Sid: "cross-account",
    Effect: "Allow",
    Principal: { AWS: principals.length === 1 && only !== undefined ? only : principals },
    Action: grant.actions ?? ["lambda:InvokeFunction", "lambda:GetFunction"],
    Resource: resource(context, qualifier),
    ...(grant.condition === undefined ? {} : { Condition: grant.condition }),
  };
  return entry(
    statement,
    qualifier,
    principals.map((principal) => intended("account", principal, null, qualifier, "synchronous")),
    { foreign: grant.foreign },
  );
}

export interface EveryoneGrant {
  readonly sid: string;
  readonly principal?: PolicyStatement["Principal"];
  readonly action?: string;
  readonly condition?: Condition;
  readonly qualifier?: string;
  /** What the condition limits it to; `public` when nothing. */
  readonly limitedTo?: "organization";
  /** False when a Deny or an action that does not invoke keeps it from being a finding. */
  readonly open?: boolean;
  readonly sourceArn?: string;
  /** Principals listed beside `*`. */
  readonly beside?: readonly string[];
  readonly invokes?: boolean;
}

/** Principal `*`, with or without something that narrows it. */
export function grantEveryone(context: TriggerContext, grant: EveryoneGrant): Partial<TriggerPlan> {
  const qualifier = grant.qualifier ?? null;
  const statement: PolicyStatement = {
    Sid: grant.sid,
    Effect: "Allow",
    Principal: grant.principal ?? "*",
    Action: grant.action ?? "lambda:InvokeFunction",
    Resource: resource(context, qualifier),
    ...(grant.condition === undefined ? {} : { Condition: grant.condition }),
  };
  const everyone = intended(grant.limitedTo ?? "public", "*", grant.sourceArn ?? null, qualifier, "synchronous");
  const others = (grant.beside ?? []).map((principal) =>
    intended("account", principal, grant.sourceArn ?? null, qualifier, "synchronous"),
  );
  const triggers = grant.invokes === false ? [] : [...others, everyone];
  return entry(statement, qualifier, triggers, {
    public: (grant.open ?? true) && grant.limitedTo === undefined && grant.invokes !== false,
  });
}

/** A Deny for everybody. */
export function denyEveryone(context: TriggerContext, action: string, condition?: Condition): Partial<TriggerPlan> {
  return entry(
    {
      Sid: "keep-out",
      Effect: "Deny",
      Principal: "*",
      Action: action,
      Resource: context.arn,
      ...(condition === undefined ? {} : { Condition: condition }),
    },
    null,
    [],
  );
}

/** The two statements that Lambda's console adds for a public URL. */
export function grantUrl(
  context: TriggerContext,
  options: { qualifier?: string; opens: boolean; condition?: Condition },
): Partial<TriggerPlan> {
  const qualifier = options.qualifier ?? null;
  const Resource = resource(context, qualifier);
  const url = entry(
    {
      Sid: "FunctionURLAllowPublicAccess",
      Effect: "Allow",
      Principal: "*",
      Action: "lambda:InvokeFunctionUrl",
      Resource,
      Condition: options.condition ?? { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
    },
    qualifier,
    [],
    { opensUrl: options.opens },
  );
  const invoke = entry(
    {
      Sid: "FunctionURLInvokeAllowPublicAccess",
      Effect: "Allow",
      Principal: "*",
      Action: "lambda:InvokeFunction",
      Resource,
      Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } },
    },
    qualifier,
    [],
  );
  return { policy: [...(url.policy ?? []), ...(invoke.policy ?? [])] };
}
