import { TriangleAlert } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatCount, formatExact, formatPercent, formatShare, formatUnit, type Unit } from "#lib/client/format.ts";
import type { Unknown } from "#lib/domain/fleet/fact.ts";
import { functionTypeLabels, runtimeUpdateLabels } from "#lib/domain/fleet/function-type.ts";
import type { FunctionRow } from "#lib/domain/views/functions.ts";

interface FigureProps {
  readonly value: number | null;
  readonly unit: Unit;
  /** Why there is none. */
  readonly unknown: Unknown | undefined;
  readonly none?: string;
}

/** A figure in its unit, or why it is not known. */
export function Figure({ value, unit, unknown, none = "Nothing seen in the period" }: FigureProps) {
  return (
    <FactValue unknown={value === null ? unknown : null} none={none}>
      {value === null ? null : <span title={formatExact(value)}>{formatUnit(value, unit)}</span>}
    </FactValue>
  );
}

/** A share: a percentage where there are enough to say one, else the count. Its n on hover. */
export function ShareFigure({
  part,
  whole,
  unknown,
}: {
  readonly part: number | null;
  readonly whole: number | null;
  readonly unknown: Unknown | undefined;
}) {
  if (part === null || whole === null) return <FactValue unknown={unknown}>{null}</FactValue>;
  if (whole === 0) return <FactValue none="Nothing ran in the period">{null}</FactValue>;
  return <span title={`${formatExact(part)} of ${formatExact(whole)}`}>{formatPercent(part / whole)}</span>;
}

/** The cold-start rate with the number of reports that it rests on. */
export function ColdStartCell({ row }: { readonly row: FunctionRow }) {
  if (row.starts === null || row.reports === null) return <FactValue unknown={row.unknown.starts}>{null}</FactValue>;
  return <>{formatShare(row.starts, row.reports)}</>;
}

export function RuntimeCell({ row }: { readonly row: FunctionRow }) {
  if (row.functionType === "web") return <FactValue none="Web functions say it per revision">{null}</FactValue>;
  if (row.runtime === null) return <span className="text-faint">container image</span>;
  if (!row.runtimeDeprecated) return row.runtime;
  return (
    <span title="AWS has deprecated this runtime" className="inline-flex items-center gap-1 text-medium">
      <TriangleAlert aria-label="Deprecated" className="size-3.5 shrink-0" />
      {row.runtime}
    </span>
  );
}

/** A setting as it is written, or why it is not known. */
export function SettingCell<T>({
  value,
  unknown,
  write,
  none = "None",
}: {
  readonly value: T | null;
  readonly unknown: Unknown | undefined;
  readonly write: (value: T) => string;
  readonly none?: string;
}) {
  return (
    <FactValue unknown={value === null ? unknown : null} none={none}>
      {value === null ? null : write(value)}
    </FactValue>
  );
}

export function TypeCell({ row }: { readonly row: FunctionRow }) {
  return functionTypeLabels[row.functionType] ?? row.functionType;
}

export function RuntimeUpdatesCell({ row }: { readonly row: FunctionRow }) {
  return (
    <SettingCell
      value={row.runtimeUpdates}
      unknown={row.unknown.runtimeManagement}
      write={(when) => runtimeUpdateLabels[when] ?? when}
      none="Not applicable: it brings its own runtime"
    />
  );
}

export function StateCell({ row }: { readonly row: FunctionRow }) {
  return (
    <FactValue unknown={row.unknown.state}>
      {row.state === null ? null : (
        <Badge tone={row.state === "Active" ? "good" : row.state === "Failed" ? "critical" : "medium"}>
          {row.state}
        </Badge>
      )}
    </FactValue>
  );
}

export function LastUsedCell({ row }: { readonly row: FunctionRow }) {
  if (row.lastUsed) return <RelativeTime at={row.lastUsed} plain />;
  return (
    <FactValue unknown={row.unknown.metrics}>
      <span className="text-faint">never seen</span>
    </FactValue>
  );
}

const severities = { critical: "critical", high: "high", medium: "medium", low: "low" } as const;

export function FindingsCell({ row }: { readonly row: FunctionRow }) {
  const worst = Object.values(severities).find((severity) => severity === row.worstFinding);
  if (row.findings === 0 || !worst) return <span className="text-faint">0</span>;
  return <StatusBadge status={worst} label={formatCount(row.findings)} />;
}

export function TriggersCell({ row }: { readonly row: FunctionRow }) {
  const text = row.triggers.map(({ service, count }) => (count > 1 ? `${service} ×${count}` : service)).join(", ");
  return (
    <FactValue unknown={row.triggers.length === 0 ? row.unknown.triggers : null} none="No trigger">
      {text || null}
    </FactValue>
  );
}

export function TrendCell({ row, max }: { readonly row: FunctionRow; readonly max: number }) {
  if (row.series.length === 0) return <FactValue unknown={row.unknown.metrics}>{null}</FactValue>;
  const highest = row.series.reduce<number>((top, value) => Math.max(top, value ?? 0), 0);
  return <Sparkline values={row.series} max={max} label={`Invocations, highest step ${formatCount(highest)}`} />;
}

export function MemoryUsedCell({ row }: { readonly row: FunctionRow }) {
  if (row.memoryMaxMb === null) return <FactValue unknown={row.unknown.starts}>{null}</FactValue>;
  if (row.memoryMb === null) return <FactValue unknown={row.unknown.memoryMb}>{null}</FactValue>;
  return (
    <span title={`${formatExact(row.memoryMaxMb)} of ${formatExact(row.memoryMb)} MB`}>
      {formatPercent(row.memoryMaxMb / row.memoryMb)}
    </span>
  );
}
