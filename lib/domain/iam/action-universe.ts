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

/** By the first letter of an entry; a small one says that the action can be limited to resources. */
const levelByLetter: Readonly<Record<number, AccessLevel>> = {
  114: "read",
  108: "list",
  119: "write",
  116: "tagging",
  112: "permissions-management",
};
/** What tells a small letter from a capital. */
const small = 0x20;

function loadUniverse(): ActionUniverse {
  const names: string[] = [];
  const letters: number[] = [];
  const services: ServiceRange[] = [];
  for (const line of compiled.services) {
    const [prefix = "", ...actions] = line.split(" ");
    const start = names.length;
    for (const action of actions) {
      letters.push(action.charCodeAt(0));
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
    level: (index) => levelByLetter[(letters[index] ?? 0) | small] ?? "write",
    isScopable: (index) => ((letters[index] ?? small) & small) !== 0,
  };
}

let loaded: ActionUniverse | null = null;

/** The action list, unpacked at first use (about 10 ms) and then shared. */
export function actionUniverse(): ActionUniverse {
  loaded ??= loadUniverse();
  return loaded;
}
