import type { AccessLevel, ServiceSummary } from "#lib/domain/iam/verdicts/summarize-permissions.ts";

/** AWS's classes of actions, as a table has them from left to right. */
export const accessLevels: readonly { readonly id: AccessLevel; readonly label: string }[] = [
  { id: "list", label: "List" },
  { id: "read", label: "Read" },
  { id: "write", label: "Write" },
  { id: "tagging", label: "Tagging" },
  { id: "permissions-management", label: "Permissions management" },
];

/** What a role holds of one service, small enough to be sent for each of hundreds. */
export interface ServicePermissions {
  readonly service: string;
  /** How many actions it holds of each of {@link accessLevels}, and how many there are. */
  readonly granted: readonly number[];
  readonly of: readonly number[];
  /** How many of the granted actions it holds on all resources. */
  readonly onAll: number;
  /** Whether it holds every action there is. */
  readonly whole: boolean;
}

export function servicePermissions({ service, levels, whole, onAllResources }: ServiceSummary): ServicePermissions {
  return {
    service,
    granted: accessLevels.map(({ id }) => levels[id].granted),
    of: accessLevels.map(({ id }) => levels[id].of),
    onAll: onAllResources,
    whole,
  };
}

export const totalOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** Services that hold identities, keys, secrets, data and code: a right there reaches further than elsewhere. */
const farReaching = ["iam", "sts", "organizations", "sso", "kms", "secretsmanager", "ssm", "s3", "lambda"];

/** What weighs, the most first: letting others in and changing on all resources, then on some, then reading. */
function dangers({ service, granted, onAll, whole }: ServicePermissions): readonly number[] {
  const [list = 0, read = 0, write = 0, tagging = 0, management = 0] = granted;
  const everywhere = onAll > 0;
  const place = farReaching.indexOf(service);
  return [
    Number(everywhere && management > 0),
    Number(everywhere && write > 0),
    Number(management > 0),
    Number(write > 0),
    place < 0 ? 0 : farReaching.length - place,
    management,
    write,
    Number(whole),
    Number(everywhere && read > 0),
    tagging + read + list,
  ];
}

/** The most dangerous service first; of equals, by name. */
export function byDanger(one: ServicePermissions, other: ServicePermissions): number {
  const [first, second] = [dangers(one), dangers(other)];
  const at = first.findIndex((weight, index) => weight !== second[index]);
  if (at >= 0) return (second[at] ?? 0) - (first[at] ?? 0);
  return one.service < other.service ? -1 : Number(one.service > other.service);
}
