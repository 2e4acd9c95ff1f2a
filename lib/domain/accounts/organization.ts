/** Which accounts of the organisation to read. An empty list of `units` or `accounts` stands for all. */
export interface OrganizationFilter {
  /** Ids of organisational units (`ou-…`) or of the root; with all that stands under them. */
  readonly units: readonly string[];
  readonly excludedUnits: readonly string[];
  /** 12 digits each. */
  readonly accounts: readonly string[];
  readonly excludedAccounts: readonly string[];
}

export const wholeOrganization: OrganizationFilter = {
  units: [],
  excludedUnits: [],
  accounts: [],
  excludedAccounts: [],
};

/** How the list of the organisation's accounts came about. */
export interface OrganizationReading {
  /** `outside`: the list could not be read, and the caller's own account is all that is known. */
  readonly role: "management" | "delegatedAdministrator" | "outside";
  /** Why it could not be read; null where it could. */
  readonly reason: string | null;
  readonly remedy: string | null;
  /** True on the last page of a list that was read whole: who is not on it, is not in the organisation. */
  readonly complete: boolean;
}

/** Whether a filter needs to know in which unit an account stands. */
export function needsUnits({ units, excludedUnits }: OrganizationFilter): boolean {
  return units.length + excludedUnits.length > 0;
}

/**
 * Whether a filter lets an account in. Leaving out wins over letting in; an account that is named is let in wherever it
 * stands, unless it is left out.
 *
 * @param above ids of the units that it stands in, the root's included; empty where they are not known
 */
export function isChosen(filter: OrganizationFilter, accountId: string, above: readonly string[]): boolean {
  const { units, excludedUnits, accounts, excludedAccounts } = filter;
  if (excludedAccounts.includes(accountId) || above.some((id) => excludedUnits.includes(id))) return false;
  if (units.length === 0 && accounts.length === 0) return true;
  return accounts.includes(accountId) || above.some((id) => units.includes(id));
}

/** What a state of an account means for reading it, in a few words; null for one that can be read. */
export function closedStateText(status: string): string | null {
  switch (status) {
    case "ACTIVE":
      return null;
    case "SUSPENDED":
      return "suspended";
    case "PENDING_CLOSURE":
      return "being closed";
    case "CLOSED":
      return "closed";
    case "PENDING_ACTIVATION":
      return "not yet active";
    default:
      return status.toLowerCase().replaceAll("_", " ");
  }
}
