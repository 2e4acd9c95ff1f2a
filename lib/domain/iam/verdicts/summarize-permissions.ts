import { type ActionSet, hasAction } from "#lib/domain/iam/action-set.ts";
import { type ActionUniverse, actionUniverse, type ServiceRange } from "#lib/domain/iam/action-universe.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import { sweepOf } from "./sweeping-grants.ts";

/** AWS's classes of actions. */
export type AccessLevel = ReturnType<ActionUniverse["level"]>;

/** How many actions of one class a role holds, and how many there are. */
export interface LevelSummary {
  readonly granted: number;
  readonly of: number;
}

/** What a role holds of one service. */
export interface ServiceSummary {
  readonly service: string;
  readonly levels: Readonly<Record<AccessLevel, LevelSummary>>;
  /** Whether it holds every action there is, on whatever resources. */
  readonly whole: boolean;
  /** How many of the granted actions it holds on all resources. */
  readonly onAllResources: number;
}

type Counts = Record<AccessLevel, number>;

const noCounts = (): Counts => ({ read: 0, list: 0, write: 0, tagging: 0, "permissions-management": 0 });

function countLevels({ start, end }: ServiceRange, accept: (index: number) => boolean): Counts {
  const { level } = actionUniverse();
  const counts = noCounts();
  for (let index = start; index < end; index++) if (accept(index)) counts[level(index)]++;
  return counts;
}

const total = (counts: Counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

function summarize(service: ServiceRange, effective: ActionSet, everywhere: ActionSet): readonly ServiceSummary[] {
  const granted = countLevels(service, (index) => hasAction(effective, index));
  if (total(granted) === 0) return [];
  const of = countLevels(service, () => true);
  const summary = (level: AccessLevel) => ({ granted: granted[level], of: of[level] });
  return [
    {
      service: service.prefix,
      levels: {
        read: summary("read"),
        list: summary("list"),
        write: summary("write"),
        tagging: summary("tagging"),
        "permissions-management": summary("permissions-management"),
      },
      whole: total(granted) === total(of),
      onAllResources: total(countLevels(service, (index) => hasAction(everywhere, index))),
    },
  ];
}

/** What a role holds for certain, by service (sorted) and class of action; services of which it holds none are left out. */
export function summarizePermissions(rights: RoleRights): readonly ServiceSummary[] {
  const { all } = sweepOf(rights);
  return actionUniverse()
    .services.flatMap((service) => summarize(service, rights.effective, all))
    .sort((a, b) => (a.service < b.service ? -1 : 1));
}
