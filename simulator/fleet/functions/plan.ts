import { at, between, chance, keyOf, pick, pickWeighted, unit, uuid } from "#simulator/fleet/random.ts";
import { plantedRuntimes, runtimeMix } from "#simulator/fleet/runtimes.ts";
import { foreignAccount } from "#simulator/fleet/shape/accounts.ts";
import { type CellShape, cellOfFunction, type FleetShape } from "#simulator/fleet/shape/shape.ts";
import { plantedTriggers, triggerMix } from "#simulator/fleet/triggers/templates.ts";
import type { TriggerContext, TriggerPlan } from "#simulator/fleet/triggers/trigger-plan.ts";
import { functionName, type NameParts, nameParts } from "./names.ts";
import {
  type NetworkTemplate,
  networkMix,
  plantedNetworks,
  plantedSettings,
  plantedStories,
  type Setting,
  settingMix,
  type UsageStory,
} from "./settings.ts";

/** Everything drawn for one function; the AWS shapes, the usage and the truth all follow from it. */
export interface FunctionPlan {
  readonly index: number;
  readonly local: number;
  readonly key: number;
  readonly cell: CellShape;
  readonly name: string;
  readonly parts: NameParts;
  readonly arn: string;
  readonly env: "prod" | "dev" | "staging";
  /** `image` for a container image. */
  readonly runtime: string;
  readonly architecture: "x86_64" | "arm64";
  readonly setting: Setting | "plain";
  readonly story: UsageStory | null;
  /** When the story began; midnight of today less some days, plus some hours. Meaningless without a story. */
  readonly storySince: number;
  readonly network: NetworkTemplate;
  readonly triggers: TriggerPlan;
  /** Another account of the organisation; its own where there is no other. */
  readonly siblingAccountId: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly codeBytes: number;
  readonly snapStart: boolean;
  readonly reservedConcurrency: number | null;
  readonly provisioned: number | null;
  readonly hasAlias: boolean;
  readonly versionCount: number;
  readonly createdAt: number;
  readonly lastModified: number;
}

const day = 86_400_000;

function envOf(cell: CellShape, key: number): FunctionPlan["env"] {
  if (cell.account.name.includes("prod")) return "prod";
  if (cell.account.name.includes("dev") || cell.account.name.includes("sandbox")) return "dev";
  return pick(key, "env", ["prod", "prod", "staging"] as const);
}

function memoryOf(key: number, story: UsageStory | null, runtime: string): number {
  if (story === "memory-too-big") return 3008;
  if (story === "out-of-memory") return 256;
  const floor = runtime.startsWith("java") ? 512 : 128;
  return Math.max(
    floor,
    pickWeighted(key, "memory", [
      [128, 18],
      [256, 22],
      [512, 24],
      [1024, 20],
      [1536, 6],
      [1769, 3],
      [2048, 4],
      [3008, 2],
      [10240, 0.5],
    ]),
  );
}

function snapStartOf(key: number, runtime: string, plantedRank: number): boolean {
  if (runtime === "java25" && plantedRank < plantedRuntimes.length) return true;
  return (
    /^(java(17|21|25)|python3\.1[234]|dotnet(8|10))$/.test(runtime) &&
    chance(key, "snap start", runtime.startsWith("java") ? 0.35 : 0.04)
  );
}

function storySinceOf(shape: FleetShape, key: number, story: UsageStory | null): number {
  const hours = between(key, "story hour", 8, 16) * 3_600_000;
  if (story === "died") return shape.today - between(key, "died", 95, 240) * day;
  if (story === "throttle-storm") return shape.today - between(key, "storm", 2, 4) * day + hours;
  if (story === "moved-into-vpc") return shape.today - between(key, "moved", 8, 9) * day + hours;
  return shape.today - between(key, "since", 4, 11) * day + hours;
}

function lastModifiedOf(
  shape: FleetShape,
  key: number,
  story: UsageStory | null,
  since: number,
  createdAt: number,
): number {
  if (story === "init-doubled" || story === "new-error-type" || story === "moved-into-vpc") return since;
  const quiet = story === null ? 0 : 20;
  const age = quiet + Math.floor(420 * unit(key, "modified") ** 2);
  const moment = shape.today - age * day + Math.floor(unit(key, "modified at") * day);
  return Math.max(createdAt, Math.min(moment, shape.options.now.getTime() - 3_600_000));
}

function contextOf(shape: FleetShape, cell: CellShape, key: number, name: string, arn: string): TriggerContext {
  return {
    key,
    name,
    arn,
    accountId: cell.account.id,
    region: cell.region,
    organizationId: shape.organization.id,
    foreignAccount: foreignAccount(key, "partner"),
    siblingAccount: siblingOf(shape, cell),
  };
}

/** The next account of the organisation; its own where there is no other. */
function siblingOf({ accounts }: FleetShape, { account }: CellShape): string {
  return at(accounts, (account.index + 1) % accounts.length).id;
}

function needsAlias(triggers: TriggerPlan): boolean {
  const qualifiers = [...triggers.policy, ...triggers.mappings, ...triggers.urls, ...triggers.async].map(
    ({ qualifier }) => qualifier,
  );
  return qualifiers.some((qualifier) => qualifier !== null);
}

/** The planted template of a rank, else null. */
function planted<T>(list: readonly T[], rank: number): T | null {
  return rank < list.length ? at(list, rank) : null;
}

function drawn(shape: FleetShape, index: number, key: number) {
  const runtimeRank = shape.runtimeRanks.forward(index);
  const runtime: string = planted(plantedRuntimes, runtimeRank) ?? pickWeighted(key, "runtime", runtimeMix);
  const story = planted(plantedStories, shape.storyRanks.forward(index));
  const network =
    planted(plantedNetworks, shape.networkRanks.forward(index)) ?? pickWeighted(key, "network", networkMix);
  return {
    runtimeRank,
    runtime,
    story,
    setting: planted(plantedSettings, shape.settingRanks.forward(index)) ?? pickWeighted(key, "setting", settingMix),
    network: story === "moved-into-vpc" && network === "none" ? ("two-zones" as const) : network,
    trigger: planted(plantedTriggers, shape.triggerRanks.forward(index)) ?? pickWeighted(key, "trigger", triggerMix),
  };
}

function reservedOf(key: number, setting: Setting | "plain", story: UsageStory | null): number | null {
  if (setting === "reserved-zero" && story === null) return 0;
  if (story === "idle-reservation") return 150;
  if (story === "throttle-storm") return 20;
  return story === null && chance(key, "reserved", 0.05) ? between(key, "reserved count", 2, 12) : null;
}

/** Draws a function from its number alone. */
export function planFunction(shape: FleetShape, index: number): FunctionPlan {
  const cell = cellOfFunction(shape, index);
  const local = index - cell.offset;
  const key = keyOf(cell.key, local);
  const name = functionName(cell, local);
  const arn = `arn:aws:lambda:${cell.region}:${cell.account.id}:function:${name}`;
  const { runtimeRank, runtime, story, setting, network, trigger } = drawn(shape, index, key);
  const triggers = trigger(contextOf(shape, cell, key, name, arn));
  const storySince = storySinceOf(shape, key, story);
  const createdAt =
    shape.today -
    (story === null ? between(key, "created", 5, 1100) : between(key, "created", 400, 1100)) * day +
    9 * 3_600_000;
  const snapStart = snapStartOf(key, runtime, runtimeRank);
  const provisioned = story === "provisioned-spillover" ? 5 : null;
  const hasAlias =
    needsAlias(triggers) || provisioned !== null || setting === "weighted-alias" || chance(key, "alias", 0.15);
  const deployed = story === "init-doubled" || story === "new-error-type" || hasAlias || snapStart;
  return {
    index,
    local,
    key,
    cell,
    name,
    arn,
    runtime,
    setting,
    story,
    storySince,
    network,
    triggers,
    siblingAccountId: siblingOf(shape, cell),
    snapStart,
    provisioned,
    hasAlias,
    createdAt,
    parts: nameParts(cell, local),
    env: envOf(cell, key),
    architecture:
      !/^(go1|java8$|nodejs14|python3\.7|provided$)/.test(runtime) &&
      (setting === "arm" || chance(key, "architecture", 0.3))
        ? "arm64"
        : "x86_64",
    memoryMb: memoryOf(key, story, runtime),
    timeoutSeconds: pickWeighted(key, "timeout", [
      [3, 18],
      [10, 12],
      [15, 10],
      [30, 30],
      [60, 15],
      [120, 5],
      [300, 6],
      [900, 4],
    ]),
    codeBytes: Math.floor(Math.exp(6 + 11.5 * unit(key, "code size")) + 300),
    reservedConcurrency: reservedOf(key, setting, story),
    versionCount: setting === "many-versions" ? 40 : deployed ? between(key, "versions", 2, 6) : 0,
    lastModified: lastModifiedOf(shape, key, story, storySince, createdAt),
  };
}

export function revisionId(plan: FunctionPlan, of: string): string {
  return uuid(plan.key, `revision ${of} ${plan.lastModified}`);
}
