import type { Role } from "#lib/domain/permissions/roles.ts";

/** How old the data is and what is missing from it. Instants are ISO. */
export interface FreshnessView {
  /** When the last sync completed; null before the first. */
  readonly lastCompletedAt: string | null;
  readonly running: { readonly done: number; readonly total: number; readonly phase: string } | null;
  /** Sources of an account-Region whose last reading failed, or was denied. */
  readonly failedTasks: number;
  readonly deniedTasks: number;
}

/** What the frame of the console shows to one person. */
export interface FrameView {
  readonly user: { readonly name: string; readonly email: string; readonly role: Role };
  readonly simulated: boolean;
  readonly scopeOptions: {
    readonly accounts: readonly { readonly id: string; readonly name: string }[];
    readonly regions: readonly string[];
    readonly teams: readonly { readonly id: string; readonly name: string }[];
  };
  readonly freshness: FreshnessView;
  readonly counts: { readonly functions: number; readonly openFindings: number };
}
