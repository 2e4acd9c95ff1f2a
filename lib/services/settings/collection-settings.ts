import { z } from "zod";
import {
  getStoredCollectionSettings,
  lockStoredCollectionSettings,
  saveStoredCollectionSettings,
} from "#lib/db/sql/collection-settings.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { recordAuditSql } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { listQuotaClasses } from "./list-quota-classes.ts";

/** How Lamplight collects, as an administrator sets it. */
export interface CollectionSettings {
  /** Dollars at AWS's list prices for one UTC month; null: no budget, and nothing is slowed. 0: nothing billed is read. */
  readonly monthlyBudgetUsd: number | null;
  /** Part of AWS's rate that syncs may use, by quota class; a class that is not named has LAMPLIGHT_QUOTA_SHARE. */
  readonly quotaShares: Readonly<Record<string, number>>;
  /** Whether syncs begin by the clock. Off: only when somebody asks for one. */
  readonly schedule: boolean;
}

const classNames: ReadonlySet<string> = new Set(listQuotaClasses().map(({ name }) => name));

const quotaShare = z.number("Give a share.").gt(0, "A share is above 0.").max(1, "A share is at most 1.");

export const collectionSettingsInput = z.object({
  monthlyBudgetUsd: z
    .number("Give dollars a month, or leave it empty for no budget.")
    .min(0, "A budget is not negative.")
    .max(1_000_000, "Give at most 1,000,000 dollars a month.")
    .nullable(),
  quotaShares: z.record(
    z.string().refine((name) => classNames.has(name), "That is no quota class."),
    quotaShare,
  ),
  schedule: z.boolean(),
});
export type CollectionSettingsInput = z.input<typeof collectionSettingsInput>;

const defaults: CollectionSettings = { monthlyBudgetUsd: null, quotaShares: {}, schedule: true };

/** How Lamplight collects, as far as somebody has said, else its defaults. */
export async function getCollectionSettings(context: ServiceContext): Promise<CollectionSettings> {
  authorize(context.actor, "settings:manage");
  return readCollectionSettings(context.db.pool);
}

/** Saves all of the settings; workers go by them within a minute. Recorded with what they were before. */
export async function saveCollectionSettings(
  context: ServiceContext,
  raw: CollectionSettingsInput,
): Promise<CollectionSettings> {
  return (await save(context, raw, null)).values;
}

/** What is saved now; `overtaken`: somebody else saved something else meanwhile, and nothing was changed. */
interface SavedCollectionSettings {
  readonly state: "saved" | "overtaken";
  readonly values: CollectionSettings;
}

/** The same, for somebody who goes by what was saved when they looked: nobody's settings are replaced unseen. */
export async function replaceCollectionSettings(
  context: ServiceContext,
  { values, seen }: { readonly values: CollectionSettingsInput; readonly seen: CollectionSettings },
): Promise<SavedCollectionSettings> {
  return await save(context, values, seen);
}

async function save(
  context: ServiceContext,
  raw: CollectionSettingsInput,
  seen: CollectionSettings | null,
): Promise<SavedCollectionSettings> {
  authorize(context.actor, "settings:manage");
  const after = parseInput(collectionSettingsInput, raw);
  const now = context.clock.now();
  return await context.inSqlTransaction(async (sql) => {
    const before = settingsOf(await lockStoredCollectionSettings(sql));
    if (seen !== null && keyOf(seen) !== keyOf(before)) return { state: "overtaken", values: before };
    await saveStoredCollectionSettings(sql, after, now);
    await recordAuditSql(sql, {
      at: now,
      actor: context.actor,
      action: "settings.save-collection",
      subject: "collection",
      details: { before, after },
    });
    return { state: "saved", values: after };
  });
}

/** The same text for the same settings, in whatever order classes are named. */
function keyOf({ monthlyBudgetUsd, quotaShares, schedule }: CollectionSettings): string {
  const shares = Object.entries(quotaShares).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([monthlyBudgetUsd, schedule, shares]);
}

/** The settings for Lamplight's own use: nobody asks, so nobody is authorised. */
export async function readCollectionSettings(sql: Sql): Promise<CollectionSettings> {
  return settingsOf(await getStoredCollectionSettings(sql));
}

/**
 * What an older or newer Lamplight saved must not stop the collection, nor lift the budget: a field that cannot be read
 * counts as unset by itself, and shares of classes that are gone are left out.
 */
function settingsOf(value: unknown): CollectionSettings {
  const saved = z
    .record(z.string(), z.unknown())
    .catch({})
    .parse(value ?? {});
  const { monthlyBudgetUsd, schedule } = collectionSettingsInput.shape;
  const shares = z
    .record(z.string(), z.unknown())
    .catch({})
    .parse(saved.quotaShares ?? {});
  const known = Object.entries(shares).flatMap(([name, share]) => {
    const parsed = quotaShare.safeParse(share);
    return classNames.has(name) && parsed.success ? [[name, parsed.data] as const] : [];
  });
  return {
    monthlyBudgetUsd: monthlyBudgetUsd.catch(defaults.monthlyBudgetUsd).parse(saved.monthlyBudgetUsd ?? null),
    quotaShares: Object.fromEntries(known),
    schedule: schedule.catch(defaults.schedule).parse(saved.schedule),
  };
}
