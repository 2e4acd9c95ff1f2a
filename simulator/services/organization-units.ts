import type { Fleet, FleetAccount } from "#simulator/fleet/types.ts";

/** An organisational unit of the simulated organisation. */
export interface Unit {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** The root's id, or that of the unit above. */
  readonly parentId: string;
}

const tree: readonly { readonly name: string; readonly above: string | null }[] = [
  { name: "Security", above: null },
  { name: "Workloads", above: null },
  { name: "Production", above: "Workloads" },
  { name: "Development", above: "Workloads" },
  { name: "Shared", above: "Workloads" },
];

/** Every unit, those above before those below. */
export function unitsOf({ organization }: Fleet): readonly Unit[] {
  const suffix = organization.rootId.replace(/^r-/, "");
  const idOf = (name: string) => `ou-${suffix}-${name.toLowerCase().padEnd(8, "0").slice(0, 8)}`;
  return tree.map(({ name, above }) => ({
    id: idOf(name),
    name,
    arn: `${organization.arn.replace(":organization/", ":ou/")}/${idOf(name)}`,
    parentId: above === null ? organization.rootId : idOf(above),
  }));
}

/** What an account stands under: the root for the management account, else the unit that its name speaks of. */
export function parentOf(fleet: Fleet, account: FleetAccount): string {
  if (account.management) return fleet.organization.rootId;
  const name = /-prod\b/.test(account.name)
    ? "Production"
    : /-dev\b/.test(account.name)
      ? "Development"
      : /^(security|log-archive|identity)/.test(account.name)
        ? "Security"
        : "Shared";
  return unitsOf(fleet).find((unit) => unit.name === name)?.id ?? fleet.organization.rootId;
}

export function rootArn({ organization }: Fleet): string {
  return organization.arn.replace(":organization/", ":root/").concat(`/${organization.rootId}`);
}
