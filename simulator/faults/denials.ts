import type { AwsError } from "#simulator/wire/aws-error.ts";
import type { WireCall } from "#simulator/wire/call.ts";
import { type CommonErrorKind, commonError } from "#simulator/wire/common-errors.ts";

/** Who calls: an account's own long-lived keys, or a session in one of its roles. */
export interface Principal {
  readonly accountId: string;
  readonly roleName: string | null;
}

/** The kind of policy that refuses a call, in AWS's own words for it. */
export type DenyingPolicy =
  | "identity-based policy"
  | "permissions boundary"
  | "service control policy"
  | "resource control policy";

/** Why a call is refused. */
export interface Refusal {
  readonly policy: DenyingPolicy;
  /** True: a statement denies it. False: none allows it. */
  readonly explicit: boolean;
  /** Named at the end of the message, where AWS names it. */
  readonly policyArn?: string;
}

/** How IAM calls a service's actions, where that is not its signing name. */
const actionPrefixes: Readonly<Record<string, string>> = { monitoring: "cloudwatch", tagging: "tag" };

/** The IAM action that an operation needs. */
export function actionOf(signingName: string, operation: string): string {
  return `${actionPrefixes[signingName] ?? signingName}:${operation}`;
}

/** The principal as AWS's messages name it. */
export function principalArn({ accountId, roleName }: Principal): string {
  return roleName === null
    ? `arn:aws:iam::${accountId}:user/simulated`
    : `arn:aws:sts::${accountId}:assumed-role/${roleName}/lamplight`;
}

/** AWS's sentence about a refused call: "User: … is not authorized to perform: … because no … allows the … action". */
export function refusalMessage(caller: Principal, action: string, { policy, explicit, policyArn }: Refusal): string {
  const article = policy === "identity-based policy" ? "an" : "a";
  const why = explicit
    ? `with an explicit deny in ${article} ${policy}`
    : `because no ${policy} allows the ${action} action`;
  const named = policyArn === undefined ? "" : `: ${policyArn}`;
  return `User: ${principalArn(caller)} is not authorized to perform: ${action} ${why}${named}`;
}

/** The refusal in the form and words of the service that is called; EC2 puts a sentence of its own before it. */
export function refused(call: WireCall, caller: Principal, refusal: Refusal): AwsError {
  const { definition } = call.service;
  const message = refusalMessage(caller, actionOf(definition.signingName, call.operation.name), refusal);
  const kind: CommonErrorKind = "denied";
  const sentence = definition.signingName === "ec2" ? "You are not authorized to perform this operation. " : "";
  return commonError(kind, definition, sentence + message);
}
