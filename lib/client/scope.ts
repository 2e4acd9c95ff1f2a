import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsIsoDate,
  parseAsString,
} from "nuqs/server";

/** The presets of the time range, as they stand in the URL. The store keeps aggregates for exactly these. */
export const rangePresets = ["24h", "7d", "30d", "90d"] as const;
export type RangePreset = (typeof rangePresets)[number];

/** A time range: one of the presets up to now, or two instants (`from` inclusive, `to` exclusive). */
export type TimeRange =
  | { readonly kind: "preset"; readonly preset: RangePreset }
  | { readonly kind: "absolute"; readonly from: Date; readonly to: Date };

export const defaultRange: TimeRange = { kind: "preset", preset: "7d" };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How far a preset reaches back, in whole steps, the one under way included: hours of a day, else UTC days. */
const presetSteps: Record<RangePreset, { readonly stepMs: number; readonly steps: number }> = {
  "24h": { stepMs: hourMs, steps: 24 },
  "7d": { stepMs: dayMs, steps: 7 },
  "30d": { stepMs: dayMs, steps: 30 },
  "90d": { stepMs: dayMs, steps: 90 },
};

/** Lambda began in 2014: beyond these nothing can be stored, and far beyond them PostgreSQL has no dates. */
const [earliest, latest] = [new Date("2000-01-01T00:00:00Z"), new Date("2100-01-01T00:00:00Z")];

/** Reads `7d` or `2026-11-01T00:00:00.000Z..2026-11-08T00:00:00.000Z`; null when it is neither. */
export function parseRange(text: string): TimeRange | null {
  const preset = rangePresets.find((name) => name === text);
  if (preset) return { kind: "preset", preset };
  const [left, right, ...rest] = text.split("..");
  if (!left || !right || rest.length > 0) return null;
  const from = new Date(left);
  const to = new Date(right);
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime()) || from >= to) return null;
  if (from < earliest || to > latest) return null;
  return { kind: "absolute", from, to };
}

/** The inverse of {@link parseRange}. Midnights are written as days, so that the URL can be read. */
export function formatRange(range: TimeRange): string {
  if (range.kind === "preset") return range.preset;
  return `${shortInstant(range.from)}..${shortInstant(range.to)}`;
}

function shortInstant(instant: Date): string {
  const iso = instant.toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.replace(":00.000Z", "Z");
}

/**
 * The two instants a range stands for at `now`. Presets begin with a whole hour or UTC day, exactly as the aggregates of
 * the store do (lib/services/metrics/window-spans.ts), so that a chart and the figure above it speak of the same time.
 */
export function resolveRange(range: TimeRange, now: Date): { readonly from: Date; readonly to: Date } {
  if (range.kind === "absolute") return { from: range.from, to: range.to };
  const { stepMs, steps } = presetSteps[range.preset];
  const underWay = Math.floor(now.getTime() / stepMs);
  return { from: new Date((underWay + 1 - steps) * stepMs), to: now };
}

/** The period of the same length that ends where this one begins: what "compare" compares with. */
export function previousPeriod(period: { readonly from: Date; readonly to: Date }): {
  readonly from: Date;
  readonly to: Date;
} {
  return { from: new Date(2 * period.from.getTime() - period.to.getTime()), to: period.from };
}

const parseAsRange = createParser<TimeRange>({
  parse: parseRange,
  serialize: formatRange,
  eq: (a, b) => formatRange(a) === formatRange(b),
});

/** The search parameters of the scope bar: one place, used by the browser, the pages and the GET handlers. */
export const scopeParsers = {
  accounts: parseAsArrayOf(parseAsString).withDefault([]),
  regions: parseAsArrayOf(parseAsString).withDefault([]),
  team: parseAsString,
  range: parseAsRange.withDefault(defaultRange),
  compare: parseAsBoolean.withDefault(false),
  asof: parseAsIsoDate,
};

/**
 * What the whole console is narrowed to. Empty arrays mean "all"; `team` is a team's id; `asof` is a UTC day and
 * asks for the state at its end.
 */
export type Scope = inferParserType<typeof scopeParsers>;

/** Parses the scope out of a page's `searchParams`, a URL or URLSearchParams. Bad values fall back to the default. */
export const loadScope = createLoader(scopeParsers);

const serializeScope = createSerializer(scopeParsers);
const scopeKeys = Object.keys(scopeParsers);

/** The scope as a query string with a leading `?`, or the empty string when everything is at its default. */
export function scopeQuery(scope: Partial<Scope>): string {
  return serializeScope(scope);
}

/** `href` with the scope parameters of `current` carried over; parameters that `href` sets itself win. */
export function withScope(href: string, current: URLSearchParams | { toString(): string }): string {
  if (!href.startsWith("/")) return href;
  const [beforeHash = "", hash] = href.split("#", 2);
  const [path = "", query = ""] = beforeHash.split("?", 2);
  const params = new URLSearchParams(query);
  const carried = new URLSearchParams(current.toString());
  for (const key of scopeKeys) {
    const value = carried.get(key);
    if (value !== null && !params.has(key)) params.set(key, value);
  }
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return `${path}${text ? `?${text}` : ""}${hash ? `#${hash}` : ""}`;
}
