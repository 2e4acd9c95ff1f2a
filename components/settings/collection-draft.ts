import type { CollectionSettingsValues } from "#lib/domain/views/collection-settings.ts";

/** What is typed, before it is known to be valid. */
export interface CollectionDraft {
  /** Dollars; empty: no budget. */
  readonly budget: string;
  /** Percent by quota class; empty: the default. */
  readonly shares: Readonly<Record<string, string>>;
  readonly schedule: boolean;
}

/** A draft as settings, or what is wrong at which field. */
export type ReadDraft =
  | { readonly ok: true; readonly values: CollectionSettingsValues }
  | { readonly ok: false; readonly budget: string | undefined; readonly shares: Readonly<Record<string, string>> };

const mostUsd = 1_000_000;

/** Settings as they are typed. */
export function draftOf({ monthlyBudgetUsd, quotaShares, schedule }: CollectionSettingsValues): CollectionDraft {
  return {
    budget: monthlyBudgetUsd === null ? "" : String(monthlyBudgetUsd),
    shares: Object.fromEntries(Object.entries(quotaShares).map(([name, share]) => [name, percentText(share)])),
    schedule,
  };
}

/** A share as percent, as short as it is exact to a tenth of a percent. */
export function percentText(share: number): string {
  return String(Number((share * 100).toFixed(1)));
}

/** Reads what is typed. An empty field is the default, which is not the same as 0. */
export function readDraft(draft: CollectionDraft): ReadDraft {
  const budget = readBudget(draft.budget);
  const shares = Object.entries(draft.shares)
    .map(([name, text]) => ({ name, read: readShare(text) }))
    .filter(({ read }) => read !== null);
  const wrong = shares.flatMap(({ name, read }) => (typeof read === "string" ? [[name, read] as const] : []));
  if (typeof budget === "string" || wrong.length > 0) {
    return { ok: false, budget: typeof budget === "string" ? budget : undefined, shares: Object.fromEntries(wrong) };
  }
  const right = shares.flatMap(({ name, read }) => (typeof read === "number" ? [[name, read] as const] : []));
  return {
    ok: true,
    values: { monthlyBudgetUsd: budget, quotaShares: Object.fromEntries(right), schedule: draft.schedule },
  };
}

/** Dollars; null for none; a sentence where it is neither. */
export function readBudget(text: string): number | null | string {
  if (text.trim() === "") return null;
  const plain = text.trim().replace(/^\$\s*/, "");
  // Commas stand between thousands alone: half of the world writes 12,50 for what would be read as 1,250 otherwise.
  if (!/^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d{1,2})?$/.test(plain))
    return "Give dollars a month, like 40 or 12.50, or leave it empty for no budget.";
  const usd = Number(plain.replaceAll(",", ""));
  return usd > mostUsd ? "Give at most 1,000,000 dollars a month." : usd;
}

function readShare(text: string): number | null | string {
  const plain = text.trim().replace(/\s*%$/, "");
  if (plain === "") return null;
  const percent = /^\d+(\.\d)?$/.test(plain) ? Number(plain) : Number.NaN;
  return percent > 0 && percent <= 100 ? Number((percent / 100).toFixed(3)) : "Give a percentage from 0.1 to 100.";
}

/** Whether two drafts would be saved as the same settings; what cannot be read is never the same. */
export function isSameDraft(one: CollectionDraft, other: CollectionDraft): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ budget, shares, schedule }: CollectionDraft): string {
  const given = Object.entries(shares)
    .filter(([, text]) => text.trim() !== "")
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([budget.trim(), given, schedule]);
}
