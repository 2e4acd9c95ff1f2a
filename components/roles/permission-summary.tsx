"use client";

import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import { accessLevels, byDanger, type ServicePermissions, totalOf } from "#lib/domain/roles/service-permissions.ts";

const scrollerClasses = "relative overflow-x-auto rounded-lg border border-line bg-surface";
/** Rows that are shown before the rest is asked for. */
const firstRows = 12;

type Order = "danger" | "service" | number;

const orders: Readonly<Record<string, (one: ServicePermissions, other: ServicePermissions) => number>> = {
  danger: byDanger,
  service: (one, other) => (one.service < other.service ? -1 : 1),
};

/** What a role holds for certain, by service and class of action, the most dangerous first. */
export function PermissionSummary({ services }: { readonly services: readonly ServicePermissions[] }) {
  const [text, setText] = useState("");
  const [order, setOrder] = useState<Order>("danger");
  const [all, setAll] = useState(false);
  const found = services.filter(({ service }) => service.includes(text.trim().toLowerCase()));
  const sorted = found.toSorted(
    typeof order === "number"
      ? (one, other) => (other.granted[order] ?? 0) - (one.granted[order] ?? 0) || byDanger(one, other)
      : orders[order],
  );
  const rows = all || text !== "" ? sorted : sorted.slice(0, firstRows);
  const more = sorted.length - rows.length;
  if (services.length === 0) {
    return (
      <p className="text-sm text-muted">
        It holds no action for certain: nothing is granted, or only under conditions.
      </p>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Input
          aria-label="Filter services"
          placeholder="Filter services"
          value={text}
          onValueChange={setText}
          className="max-w-56"
        />
        <p className="text-sm text-muted" role="status">
          {text === ""
            ? `Actions of ${formatNoun(services.length, "service")}`
            : `${found.length} of ${services.length}`}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section aria-label="Permissions by service" className={scrollerClasses} tabIndex={0}>
        <table className="w-full min-w-[44rem] border-collapse text-sm">
          <thead>
            <tr className="border-b border-line bg-sunken text-left text-xs text-faint">
              <Head title="Service" order="service" current={order} onOrder={setOrder} />
              {accessLevels.map(({ id, label }, level) => (
                <Head key={id} title={label} order={level} current={order} onOrder={setOrder} />
              ))}
              <Head title="On all resources" order="danger" current={order} onOrder={setOrder} />
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <ServiceRow key={row.service} row={row} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 ? (
          <p className="px-3 py-4 text-sm text-muted">It holds nothing of a service by that name.</p>
        ) : null}
      </section>
      {more > 0 ? (
        <Button size="sm" className="justify-self-start" onClick={() => setAll(true)}>
          Show {formatNoun(more, "more service")}
        </Button>
      ) : null}
    </div>
  );
}

interface HeadProps {
  readonly title: string;
  readonly order: Order;
  readonly current: Order;
  readonly onOrder: (order: Order) => void;
}

function Head({ title, order, current, onOrder }: HeadProps) {
  const active = order === current;
  const sticky = order === "service" ? "sticky left-0 bg-sunken" : "";
  return (
    <th
      scope="col"
      aria-sort={active ? (order === "service" ? "ascending" : "descending") : "none"}
      className={`px-3 py-1.5 font-medium ${sticky}`}
    >
      <button
        type="button"
        onClick={() => onOrder(order)}
        className={`rounded-sm text-left hover:text-ink ${active ? "text-ink" : ""}`}
      >
        {title}
        <span aria-hidden>{active ? (order === "service" ? " ↑" : " ↓") : ""}</span>
      </button>
    </th>
  );
}

function ServiceRow({ row: { service, granted, of, onAll, whole } }: { readonly row: ServicePermissions }) {
  const total = totalOf(granted);
  return (
    <tr>
      <th scope="row" className="sticky left-0 bg-surface px-3 py-1.5 text-left font-medium">
        <span className="flex flex-wrap items-center gap-1.5">
          <code className="text-xs">{service}</code>
          {whole ? <Badge tone="high">whole</Badge> : null}
        </span>
      </th>
      {accessLevels.map(({ id, label }, level) => (
        <td key={id} className="px-3 py-1.5">
          <Share label={label} granted={granted[level] ?? 0} of={of[level] ?? 0} />
        </td>
      ))}
      <td className="px-3 py-1.5">
        {onAll === 0 ? (
          <span className="text-faint">no</span>
        ) : (
          <Badge tone="medium">
            {onAll === total ? `all ${formatExact(total)}` : `${formatExact(onAll)} of ${formatExact(total)}`}
          </Badge>
        )}
      </td>
    </tr>
  );
}

/** How much of a class is granted: the figure and a bar under it. */
function Share({ label, granted, of }: { readonly label: string; readonly granted: number; readonly of: number }) {
  if (of === 0) {
    return (
      <span className="text-faint" title={`The service has no action of the class ${label}`}>
        <span aria-hidden>–</span>
        <span className="sr-only">none there</span>
      </span>
    );
  }
  return (
    <span className={`grid w-20 gap-0.5 ${granted === 0 ? "text-faint" : ""}`}>
      <span className="tabular text-xs">
        {formatExact(granted)} of {formatExact(of)}
      </span>
      <span aria-hidden className="h-1 overflow-hidden rounded-full bg-pressed">
        <span className="block h-full rounded-full bg-series-1" style={{ width: `${(100 * granted) / of}%` }} />
      </span>
    </span>
  );
}
