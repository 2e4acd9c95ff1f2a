import {
  Activity,
  GitCompareArrows,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  Network,
  Receipt,
  RefreshCw,
  Settings,
  ShieldAlert,
  Snowflake,
  SquareFunction,
} from "lucide-react";

/** The parts of the scope bar. */
export const scopeParts = ["accounts", "regions", "team", "range", "compare", "asof"] as const;
export type ScopePart = (typeof scopeParts)[number];

export interface ConsolePage {
  readonly href: string;
  readonly title: string;
  readonly group: "Fleet" | "Run" | "Guard" | "Lamplight";
  readonly icon: LucideIcon;
  /** Second key after `g`. */
  readonly key: string;
  /** Which parts of the scope bar mean something here; the others are shown disabled. */
  readonly scope: readonly ScopePart[];
  /** The same on the page of one of its things; where it is not given, as above. */
  readonly thingScope?: readonly ScopePart[];
  readonly count?: "functions" | "openFindings";
}

const place: readonly ScopePart[] = ["accounts", "regions", "team"];
const placeAndTime: readonly ScopePart[] = [...place, "range", "compare"];

/** The pages of the console, in the order of the navigation. */
export const pages: readonly ConsolePage[] = [
  { href: "/overview", title: "Overview", group: "Fleet", icon: LayoutDashboard, key: "o", scope: placeAndTime },
  {
    href: "/functions",
    title: "Functions",
    group: "Fleet",
    icon: SquareFunction,
    key: "f",
    scope: [...place, "range", "asof"],
    thingScope: ["range", "compare"],
    count: "functions",
  },
  { href: "/changes", title: "Changes", group: "Fleet", icon: GitCompareArrows, key: "h", scope: [...place, "range"] },
  { href: "/cold-starts", title: "Cold starts", group: "Run", icon: Snowflake, key: "s", scope: placeAndTime },
  {
    href: "/concurrency",
    title: "Concurrency",
    group: "Run",
    icon: Activity,
    key: "n",
    scope: ["accounts", "regions", "range"],
  },
  { href: "/network", title: "Network", group: "Run", icon: Network, key: "w", scope: [...place, "range"] },
  { href: "/cost", title: "Cost", group: "Run", icon: Receipt, key: "c", scope: [...place, "range"] },
  {
    href: "/findings",
    title: "Findings",
    group: "Guard",
    icon: ShieldAlert,
    key: "i",
    scope: [...place, "asof"],
    count: "openFindings",
  },
  { href: "/roles", title: "Roles", group: "Guard", icon: KeyRound, key: "r", scope: ["accounts", "team"] },
  { href: "/sync", title: "Sync", group: "Lamplight", icon: RefreshCw, key: "y", scope: ["accounts", "regions"] },
  { href: "/settings", title: "Settings", group: "Lamplight", icon: Settings, key: ",", scope: [] },
];

export const pageGroups = ["Fleet", "Run", "Guard", "Lamplight"] as const;

/** The parts of the scope bar that mean something at a path. */
export function scopeAt(pathname: string): readonly ScopePart[] {
  const page = pageOf(pathname);
  return (pathname === page?.href ? undefined : page?.thingScope) ?? page?.scope ?? [];
}

/** The page that a path belongs to: `/functions/x` belongs to Functions. */
export function pageOf(pathname: string): ConsolePage | undefined {
  return pages.find((page) => pathname === page.href || pathname.startsWith(`${page.href}/`));
}
