/** Everything the frame of the console shows, as plain data: lib/server/queries/frame.ts returns it. */
export interface FrameData {
  readonly user: {
    readonly name: string;
    readonly email: string;
    readonly role: "engineer" | "security" | "manager" | "admin";
  };
  /** True while Lamplight reads a simulated AWS; said on every page. */
  readonly simulated: boolean;
  readonly scopeOptions: {
    readonly accounts: readonly { readonly id: string; readonly name: string }[];
    readonly regions: readonly string[];
    readonly teams: readonly { readonly id: string; readonly name: string }[];
  };
  readonly freshness: FreshnessData;
  readonly counts?: { readonly functions: number; readonly openFindings: number };
  readonly sidebarCollapsed: boolean;
  readonly theme: Theme;
  /** IANA name of the person's time zone. */
  readonly timeZone: string;
}

/** How old the data is, and what is missing from it. */
export interface FreshnessData {
  /** ISO instant of the last sync that completed; null before the first. */
  readonly lastCompletedAt: string | null;
  readonly running: { readonly done: number; readonly total: number; readonly phase: string } | null;
  readonly failedTasks: number;
  readonly deniedTasks: number;
}

export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];
