import type { Role } from "#lib/domain/permissions/roles.ts";

/** An account as the settings show it. Instants are ISO. */
export interface AccountView {
  readonly accountId: string;
  readonly name: string;
  readonly origin: "caller" | "organization" | "configured";
  readonly status: string;
  readonly enabled: boolean;
  readonly roleArn: string | null;
  readonly hasExternalId: boolean;
  /** Empty: every enabled Region. */
  readonly regions: readonly string[];
  readonly access: { readonly state: string; readonly reason: string | null; readonly since: string | null };
  readonly functionCount: number;
}

/** A person as the settings show it. */
export interface PersonView {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** No password yet: the one-time link was not used. */
  readonly invited: boolean;
  readonly disabled: boolean;
  readonly lastSeenAt: string | null;
  readonly sessions: number;
}

export interface TeamRuleView {
  readonly accountIds: readonly string[];
  readonly tagKey: string | null;
  readonly tagValue: string | null;
  readonly namePattern: string | null;
}

export interface TeamView {
  readonly teamId: string;
  readonly name: string;
  readonly functionCount: number;
  readonly rules: readonly TeamRuleView[];
}

/** Teams that a tag key suggests, most functions first. */
export interface TeamSuggestionView {
  readonly tagKey: string;
  readonly taggedCount: number;
  readonly functionCount: number;
  readonly values: readonly { readonly value: string; readonly functionCount: number }[];
}

export interface AuditView {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: string;
}
