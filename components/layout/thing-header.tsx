import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "#components/ui/breadcrumbs.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ExternalLink } from "#components/ui/external-link.tsx";

interface ThingHeaderProps {
  readonly crumbs: readonly Crumb[];
  readonly name: string;
  readonly arn?: string;
  /** Where the AWS console shows it. */
  readonly awsHref?: string;
  /** Badges: state, severity, kind. */
  readonly state?: ReactNode;
  readonly actions?: ReactNode;
  /** The three numbers that matter, as `Stat`s. */
  readonly stats?: ReactNode;
}

/** Head of a thing's page: who it is, how it is, three numbers. Names of 256 characters wrap, they are not cut. */
export function ThingHeader({ crumbs, name, arn, awsHref, state, actions, stats }: ThingHeaderProps) {
  return (
    <header className="mb-4">
      <Breadcrumbs crumbs={crumbs} />
      <div className="mt-1 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h1 className="text-xl font-semibold tracking-tight [overflow-wrap:anywhere]">
              <bdi>{name}</bdi>
            </h1>
            <CopyButton text={name} what="name" />
            {state}
          </div>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            {arn ? (
              <span className="inline-flex min-w-0 items-center gap-1">
                <code className="text-xs [overflow-wrap:anywhere]">{arn}</code>
                <CopyButton text={arn} what="ARN" />
              </span>
            ) : null}
            {awsHref ? <ExternalLink href={awsHref}>Open in AWS</ExternalLink> : null}
          </div>
        </div>
        {actions ? (
          <div className="flex flex-wrap items-center gap-2" data-print="hide">
            {actions}
          </div>
        ) : null}
      </div>
      {stats ? (
        <div className="mt-4 grid grid-cols-1 gap-px overflow-hidden rounded-lg border border-line bg-line *:bg-surface sm:grid-cols-3">
          {stats}
        </div>
      ) : null}
    </header>
  );
}
