import type { AccessTest, AccessVerdict } from "#lib/domain/accounts/access-test.ts";
import type { Role } from "#lib/domain/permissions/roles.ts";

/** A role on the way into an account, as the settings show it. */
export interface HopView {
  readonly roleArn: string;
  readonly externalId: string | null;
}

/** The last test of an account's access, or the one under way. Instants are ISO. */
export interface AccessCheckView {
  readonly state: "waiting" | "running" | "done" | "failed";
  readonly done: number;
  readonly total: number | null;
  /** When the last result was found; null while there is none. */
  readonly endedAt: string | null;
  /** Of the last result; null while there is none. */
  readonly verdict: AccessVerdict | null;
  /** One sentence about the last result, or why the test itself failed. */
  readonly reading: string | null;
}

/** An account as the settings show it. Instants are ISO. */
export interface AccountView {
  readonly accountId: string;
  readonly name: string;
  readonly origin: "caller" | "organization" | "configured";
  /** As Organizations says. */
  readonly status: string;
  readonly isManagement: boolean;
  readonly organizationalUnit: string | null;
  readonly enabled: boolean;
  readonly leftOut: { readonly since: string; readonly reason: "notInOrganization" | "filtered" } | null;
  readonly removedAt: string | null;
  readonly roleArn: string | null;
  readonly externalId: string | null;
  readonly via: readonly HopView[];
  /** Empty: every enabled Region. */
  readonly regions: readonly string[];
  readonly access: { readonly state: string; readonly reason: string | null; readonly since: string | null };
  /** When its inventory was last read; null when it never was. */
  readonly lastReadAt: string | null;
  readonly functionCount: number;
  readonly check: AccessCheckView | null;
}

/** The templates of the roles, for the settings. */
export interface AccountTemplateView {
  readonly roleName: string;
  readonly hubRoleArn: string | null;
  readonly externalId: string;
  readonly trustedAccountId: string | null;
  readonly texts: Readonly<Record<string, string>>;
}

/** A whole test of an account's access. */
export interface AccessTestView {
  readonly endedAt: string | null;
  readonly test: AccessTest | null;
}

/** What became of one account of the organisation, before or after an import. */
export interface ImportedAccountView {
  readonly accountId: string;
  readonly name: string;
  readonly organizationalUnit: string | null;
  readonly outcome: "new" | "known" | "closed" | "filtered" | "removed";
  readonly status: string;
}

/** A look at the organisation: under way, failed, or what an import would do. */
export interface OrganizationLookView {
  readonly state: "none" | "waiting" | "running" | "done" | "failed";
  /** When it was asked for, ISO. */
  readonly requestedAt: string | null;
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly found: {
    readonly role: "management" | "delegatedAdministrator" | "outside";
    readonly reason: string | null;
    readonly remedy: string | null;
    readonly callerAccountId: string;
    readonly roleName: string;
    readonly externalId: string;
    readonly accounts: readonly ImportedAccountView[];
  } | null;
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
