import type { ReactNode } from "react";
import { ThingHeader } from "#components/layout/thing-header.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ExternalLink } from "#components/ui/external-link.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatPercent } from "#lib/client/format.ts";
import {
  functionConsoleHref,
  insightsConsoleHref,
  logsConsoleHref,
  metricsConsoleHref,
  tracesConsoleHref,
} from "#lib/domain/views/console-links.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { type FunctionRow, functionHref } from "#lib/domain/views/functions.ts";
import { ColdStartCell, Figure, StateCell } from "./function-cells.tsx";
import type { FunctionTabView } from "./function-tabs.ts";

interface FunctionPageProps {
  readonly thing: FunctionThing;
  readonly tabs: readonly FunctionTabView[];
  readonly from: Date;
  readonly to: Date;
  readonly canSeeCost: boolean;
  readonly children: ReactNode;
}

/** One function: who it is, how it is, three numbers, and the tab that is open. */
export function FunctionPage({ thing, tabs, from, to, children }: FunctionPageProps) {
  const awsHref = functionConsoleHref(thing.arn);
  const links = consoleLinks(thing, from, to);
  const findings = thing.row?.findings ?? 0;
  return (
    <>
      <ThingHeader
        crumbs={[{ label: "Functions", href: "/functions" }, { label: thing.accountName }, { label: thing.region }]}
        name={thing.name}
        arn={thing.arn}
        {...(awsHref ? { awsHref } : {})}
        state={<State thing={thing} />}
        actions={
          <span className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            {links.map(({ label, href }) => (
              <ExternalLink key={label} href={href}>
                {label}
              </ExternalLink>
            ))}
          </span>
        }
        stats={thing.row ? <ThreeNumbers row={thing.row} /> : null}
      />
      {thing.deletedAt ? (
        <Callout tone="warning" className="mb-4" title="This function is gone">
          AWS no longer lists it since <RelativeTime at={thing.deletedAt} />. What is shown is how it was last seen.
        </Callout>
      ) : null}
      <Tabs
        label="Function"
        href={functionHref(thing.arn)}
        tabs={tabs.map(({ id, label }) => ({
          id,
          label,
          ...(id === "findings" && findings > 0 ? { count: findings } : {}),
        }))}
      />
      {children}
    </>
  );
}

/** Where the AWS console shows the same time; traces only where some are made. */
function consoleLinks(thing: FunctionThing, from: Date, to: Date) {
  const { arn, logGroupName, tracingMode } = thing;
  return [
    { label: "Logs", href: logsConsoleHref(arn, logGroupName, from, to) },
    { label: "Logs Insights", href: insightsConsoleHref(arn, logGroupName, from, to) },
    { label: "Metrics", href: metricsConsoleHref(arn, from, to) },
    { label: "Traces", href: tracingMode === "Active" ? tracesConsoleHref(arn, from, to) : null },
  ].flatMap(({ label, href }) => (href === null ? [] : [{ label, href }]));
}

function State({ thing }: { readonly thing: FunctionThing }) {
  if (thing.deletedAt) return <Badge tone="neutral">Deleted</Badge>;
  return (
    <>
      {thing.row ? <StateCell row={thing.row} /> : null}
      {thing.stateReason ? <span className="text-sm text-muted">{thing.stateReason}</span> : null}
    </>
  );
}

function ThreeNumbers({ row }: { readonly row: FunctionRow }) {
  const { metrics, starts } = row.unknown;
  const errorShare = row.invocations && row.errors !== null ? formatPercent(row.errors / row.invocations) : null;
  return (
    <>
      <Stat
        label="Invocations"
        value={<Figure value={row.invocations} unit="count" unknown={metrics} />}
        hint={errorShare ? `${errorShare} failed` : null}
      />
      <Stat
        label="Duration p95"
        value={<Figure value={row.durationP95Ms} unit="ms" unknown={metrics} />}
        hint={
          <FactValue unknown={row.durationP99Ms === null ? metrics : null}>
            <span>
              p99 <Figure value={row.durationP99Ms} unit="ms" unknown={metrics} />
            </span>
          </FactValue>
        }
      />
      <Stat
        label={<Term name="cold-start rate">Cold starts</Term>}
        value={<ColdStartCell row={row} />}
        hint={
          <span>
            init p95 <Figure value={row.initP95Ms} unit="ms" unknown={starts} />
          </span>
        }
      />
    </>
  );
}
