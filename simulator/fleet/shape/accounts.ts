import { at, chance, hex, keyOf, pick, unit } from "#simulator/fleet/random.ts";
import type { FleetAccount, FleetOptions, FleetOrganization, FleetRegion } from "#simulator/fleet/types.ts";

const names = [
  "org-management",
  "payments-prod",
  "payments-dev",
  "platform",
  "data",
  "web-prod",
  "web-dev",
  "orders-prod",
  "orders-dev",
  "identity",
  "catalog-prod",
  "catalog-dev",
  "search",
  "logistics",
  "billing",
  "risk",
  "growth",
  "sandbox",
  "security-audit",
  "log-archive",
] as const;

/** Accounts of other organisations that layers come from and that policies let in. */
export const foreignAccounts = ["888800001111", "888800002222", "888800003333"] as const;

function accountName(index: number): string {
  const cycle = Math.floor(index / names.length);
  const name = at(names, index % names.length);
  return cycle === 0 ? name : `${name}-${cycle + 1}`;
}

/** Ids begin with 999 so that nobody takes them for real ones; the fleet's seed and the index make the rest. */
export function createAccounts(options: FleetOptions, key: number): readonly FleetAccount[] {
  const block = String(Math.floor(unit(key, "account block") * 100_000)).padStart(5, "0");
  const id = (index: number) => `999${block}${String(index + 1).padStart(4, "0")}`;
  const organization = organizationId(key);
  return Array.from({ length: options.accounts }, (_, index) => ({
    id: id(index),
    name: accountName(index),
    email: `aws+${accountName(index)}@lamplight.example`,
    arn: `arn:aws:organizations::${id(0)}:account/${organization}/${id(index)}`,
    management: index === 0,
    joinedAt: new Date(Math.floor(options.now.getTime() / 86_400_000) * 86_400_000 - (900 + index * 3) * 86_400_000),
    index,
  }));
}

export function organizationId(key: number): string {
  return `o-${hex(key, "organization", 10)}`;
}

export function createOrganization(accounts: readonly FleetAccount[], key: number): FleetOrganization {
  const management = at(accounts, 0);
  const id = organizationId(key);
  return {
    id,
    arn: `arn:aws:organizations::${management.id}:organization/${id}`,
    rootId: `r-${hex(key, "root", 4)}`,
    managementAccountId: management.id,
    managementAccountEmail: management.email,
  };
}

/** Enabled Regions, and one that is not: asking it anything is denied. */
export function createRegions(options: FleetOptions): readonly FleetRegion[] {
  const disabled =
    ["af-south-1", "ap-east-1", "me-south-1"].find((name) => !options.regions.includes(name)) ?? "eu-south-2";
  const optIn = /^(af|ap-east|me|eu-south|il|mx|ca-west)/;
  return [
    ...options.regions.map((name) => ({
      name,
      enabled: true,
      optInStatus: optIn.test(name) ? "opted-in" : "opt-in-not-required",
    })),
    { name: disabled, enabled: false, optInStatus: "not-opted-in" },
  ];
}

/** How much of the fleet an account-Region holds; 0 for an empty one. */
export function cellWeight(key: number, account: FleetAccount, regionIndex: number, cells: number): number {
  const cellKey = keyOf(keyOf(key, "cell"), account.index * 1000 + regionIndex);
  const heart = account.index === 0 ? 0.15 : 0.4 + 1.6 * unit(keyOf(key, "account weight"), account.index);
  const empty = cells > 3 && !(regionIndex === 0 && account.index <= 1) && chance(cellKey, "empty", 0.22);
  return empty ? 0 : (heart * (0.5 + unit(cellKey, "weight"))) / 2.2 ** Math.min(regionIndex, 6);
}

/** The team that an account's functions mostly belong to, null when the account serves everybody. */
export function accountTeam(account: FleetAccount, teams: readonly string[]): string | null {
  return teams.find((team) => account.name.startsWith(team)) ?? null;
}

export function foreignAccount(key: number, label: string): string {
  return pick(key, label, foreignAccounts);
}
