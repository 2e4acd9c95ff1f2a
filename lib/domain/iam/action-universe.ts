import compiled from "./data/iam-actions.generated.json" with { type: "json" };

type AccessLevel = "read" | "list" | "write" | "tagging" | "permissions-management";

/** One service's run of the action list: indices `start` up to, not including, `end`. */
export interface ServiceRange {
  readonly prefix: string;
  readonly start: number;
  readonly end: number;
}

/** Every action that AWS documents, numbered; sets of actions are sets of these numbers. */
export interface ActionUniverse {
  readonly size: number;
  readonly services: readonly ServiceRange[];
  readonly serviceByPrefix: ReadonlyMap<string, ServiceRange>;
  /** Action names as AWS spells them, without the service prefix. */
  readonly names: readonly string[];
  /** The same in lower case, for matching; sorted by code unit within a service. */
  readonly lowerNames: readonly string[];
  readonly level: (index: number) => AccessLevel;
  /** Whether the action can be limited to resources; if not, only a statement on `*` grants it. */
  readonly isScopable: (index: number) => boolean;
}

/** Where the action list comes from and of which day it is, for people who ask. */
export const actionDataSource = { source: compiled.source, licence: compiled.licence, date: compiled.date } as const;

const levelByLetter: Readonly<Record<string, AccessLevel>> = {
  r: "read",
  l: "list",
  w: "write",
  t: "tagging",
  p: "permissions-management",
};

function loadUniverse(): ActionUniverse {
  const names: string[] = [];
  const letters: string[] = [];
  const services: ServiceRange[] = [];
  for (const line of compiled.services) {
    const [prefix = "", ...actions] = line.split(" ");
    const start = names.length;
    for (const action of actions) {
      letters.push(action.charAt(0));
      names.push(action.slice(1));
    }
    services.push({ prefix, start, end: names.length });
  }
  return {
    size: names.length,
    services,
    serviceByPrefix: new Map(services.map((service) => [service.prefix, service])),
    names,
    lowerNames: names.map((name) => name.toLowerCase()),
    level: (index) => levelByLetter[(letters[index] ?? "w").toLowerCase()] ?? "write",
    isScopable: (index) => letters[index] === letters[index]?.toLowerCase(),
  };
}

let loaded: ActionUniverse | null = null;

/** The action list, unpacked at first use (about 10 ms) and then shared. */
export function actionUniverse(): ActionUniverse {
  loaded ??= loadUniverse();
  return loaded;
}
