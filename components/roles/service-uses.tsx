"use client";

import { type ReactNode, useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Input } from "#components/ui/input.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { ServiceUseView } from "#lib/domain/views/role-usage.ts";

/** Rows of each list that are shown before the rest is asked for. */
const firstRows = 12;

interface ServiceUsesProps {
  readonly services: readonly ServiceUseView[];
  /** ISO instant since when AWS tells of them. */
  readonly trackedSince: string;
}

/** Services that were never used, and those that were with when and by which actions. */
export function ServiceUses({ services, trackedSince }: ServiceUsesProps) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const found = services.filter(({ namespace, name }) => `${namespace} ${name.toLowerCase()}`.includes(wanted));
  const never = found.filter(({ lastUsedAt }) => lastUsedAt === null);
  const used = found.filter(({ lastUsedAt }) => lastUsedAt !== null);
  if (services.length === 0) {
    return <p className="text-sm text-muted">Its policies grant no service that AWS tells of.</p>;
  }
  return (
    <div className="grid min-w-0 grid-cols-1 gap-3">
      {services.length > firstRows ? (
        <Input
          aria-label="Filter services"
          placeholder="Filter services"
          value={text}
          onValueChange={setText}
          className="max-w-56"
        />
      ) : null}
      <div className="grid min-w-0 grid-cols-1 items-start gap-3 lg:grid-cols-2">
        <List
          title="Never used"
          reading={
            <>
              since <Instant at={trackedSince} />
            </>
          }
          services={never}
          empty="All of them were used."
          filtered={wanted !== ""}
        />
        <List title="Used" services={used} empty="None of them was used." filtered={wanted !== ""} />
      </div>
    </div>
  );
}

interface ListProps {
  readonly title: string;
  readonly reading?: ReactNode;
  readonly services: readonly ServiceUseView[];
  readonly empty: string;
  readonly filtered: boolean;
}

function List({ title, reading, services, empty, filtered }: ListProps) {
  const [all, setAll] = useState(false);
  const rows = all || filtered ? services : services.slice(0, firstRows);
  const more = services.length - rows.length;
  return (
    <section aria-label={title} className="min-w-0 rounded-lg border border-line bg-surface">
      <h3 className="border-b border-line px-3 py-2 text-sm font-semibold">
        {title} <span className="tabular font-normal text-faint">{services.length}</span>
        {reading ? <span className="font-normal text-faint"> {reading}</span> : null}
      </h3>
      {services.length === 0 ? (
        <p className="px-3 py-2 text-sm text-muted">{filtered ? "None by that name." : empty}</p>
      ) : (
        <ul className="divide-y divide-line">
          {rows.map((service) => (
            <Service key={service.namespace} service={service} />
          ))}
        </ul>
      )}
      {more > 0 ? (
        <div className="border-t border-line px-3 py-2">
          <Button size="sm" onClick={() => setAll(true)}>
            Show {formatNoun(more, "more service")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Service({
  service: { namespace, name, lastUsedAt, lastUsedRegion, actions },
}: {
  readonly service: ServiceUseView;
}) {
  return (
    <li className="grid min-w-0 grid-cols-1 gap-1 px-3 py-2 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="min-w-0 [overflow-wrap:anywhere]">
          {name} <code className="text-xs text-faint">{namespace}</code>
        </span>
        {lastUsedAt === null ? (
          <Badge tone="medium">never</Badge>
        ) : (
          <span className="text-muted">
            <RelativeTime at={lastUsedAt} />
            {lastUsedRegion ? ` in ${lastUsedRegion}` : ""}
          </span>
        )}
      </div>
      {lastUsedAt === null ? null : <Actions actions={actions} />}
    </li>
  );
}

function Actions({ actions }: Pick<ServiceUseView, "actions">) {
  if (actions === null) return <p className="text-xs text-faint">AWS tracks no actions of this service.</p>;
  const { used, neverUsed } = actions;
  return (
    <Disclosure
      summary={
        <span className="text-xs font-normal">
          Of {formatNoun(used.length + neverUsed.length, "tracked action")} {used.length} used
        </span>
      }
    >
      <ul className="grid grid-cols-1 gap-0.5 text-xs">
        {used.map(({ name, lastUsedAt, region }) => (
          <li key={name} className="flex flex-wrap justify-between gap-x-3">
            <code>{name}</code>
            <span className="text-muted">
              <RelativeTime at={lastUsedAt} />
              {region ? ` in ${region}` : ""}
            </span>
          </li>
        ))}
        {neverUsed.map((name) => (
          <li key={name} className="flex flex-wrap justify-between gap-x-3">
            <code>{name}</code>
            <span className="text-faint">never</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
