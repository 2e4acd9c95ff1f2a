import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { Json, ObservedFunction, ObservedFunctionUrl } from "#lib/domain/fleet/observed.ts";
import type { ObservedSubnet } from "#lib/domain/fleet/observed-network.ts";
import type { RoleJudgement } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { RoleVerdicts } from "#lib/domain/iam/role-verdicts.ts";
import type { Triggers } from "#lib/domain/triggers/trigger.ts";

/** What the rules over functions look at. */
export interface FunctionSubject {
  readonly function: Pick<
    ObservedFunction,
    "arn" | "runtime" | "packageType" | "vpc" | "deadLetterTargetArn" | "layerArns"
  >;
  /** By qualifier, "" for the unqualified function. */
  readonly policies: Fact<Readonly<Record<string, Json>>>;
  /** While the aliases are not known, neither are their policies. */
  readonly aliases: Fact<unknown>;
  readonly urls: Fact<readonly ObservedFunctionUrl[]>;
  /** As `triggersOf` found them. */
  readonly triggers: Triggers;
  /** Subnets of the account-Region; more than the function's own do no harm. */
  readonly subnets: Fact<readonly ObservedSubnet[]>;
  /** Accounts of the fleet: what one of them may do is nobody outside's doing. */
  readonly knownAccounts: ReadonlySet<string>;
  /** The instant that the rules judge for. */
  readonly now: Date;
}

/** What was judged of a role; unknown with a reason while its documents, or the account's roles, cannot be read. */
export type JudgementState =
  | { readonly state: "known"; readonly value: RoleJudgement }
  | { readonly state: "unknown"; readonly reason: string };

/** What the rules over roles look at. */
export interface RoleSubject {
  readonly roleArn: string;
  /** Functions that run as this role, all Regions. */
  readonly functionArns: readonly string[];
  /** Whether these are all: not while Lambda may assume the role and a Region's functions, or their roles, are not known. */
  readonly functionsKnown: boolean;
  /** Names of the teams that these functions belong to, each once; functions without a team are not counted. */
  readonly teams: readonly string[];
  readonly verdicts: RoleVerdicts;
  readonly judgement: JudgementState;
}

/** The ARN with `:QUALIFIER` for a version or alias. */
export function qualifiedArn(functionArn: string, qualifier: string | null): string {
  return qualifier === null || qualifier === "" ? functionArn : `${functionArn}:${qualifier}`;
}
