"use client";

import { useMemo } from "react";
import * as z from "zod/mini";
import { DataTable } from "#components/data-table/data-table.tsx";
import { PropertyFilter } from "#components/data-table/property-filter.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { fetchJson } from "#lib/client/fetch-json.ts";
import type { FindingRow, FindingSort, FindingWindow, PersonOption } from "#lib/domain/views/findings.ts";
import type { Facet } from "#lib/domain/views/functions.ts";
import { filterProperties } from "./filter-properties.ts";
import { findingTableColumns } from "./finding-columns.tsx";
import { FindingEssentials, resourceHref } from "./finding-essentials.tsx";
import { FindingPanelDetail } from "./finding-panel.tsx";
import { TriageButtons } from "./triage-buttons.tsx";
import { useTriage } from "./use-triage.ts";

interface FindingTableProps {
  readonly initial: FindingWindow;
  readonly query: string;
  readonly sort: FindingSort;
  readonly facets: readonly Facet[];
  readonly people: readonly PersonOption[];
  /** Why this person may not decide; null when they may. */
  readonly whyNoTriage: string | null;
  readonly canSeeRoles: boolean;
  readonly canExport: boolean;
  readonly empty: React.ReactNode;
}

/** Page and handler are one build: the shape of a row is the compiler's business, the frame of the answer is checked. */
const windowAnswer = z.object({ rows: z.array(z.custom<FindingRow>()), total: z.number() });

/** The queue with its filter and triage, fetched in windows. */
export function FindingTable(props: FindingTableProps) {
  const { initial, query, facets, people, whyNoTriage, canSeeRoles } = props;
  const triage = useTriage(initial, people);
  const columns = findingTableColumns(triage.shown);
  const properties = useMemo(() => filterProperties(facets), [facets]);
  const address = (path: string, more: string) => `${path}?${query}${query ? "&" : ""}${more}`;
  const file = (format: string) => address("/api/findings/export", `format=${format}`);
  const linkable = (row: FindingRow) => row.resourceKind === "function" || canSeeRoles;
  return (
    <DataTable<FindingRow>
      id="findings"
      label="Findings"
      columns={columns}
      query={query}
      initial={initial}
      fetchWindow={(offset, limit, signal) =>
        fetchJson(
          address("/api/findings", `offset=${offset}&limit=${limit}`),
          (body) => windowAnswer.parse(body),
          signal,
        )
      }
      rowId={(row) => row.id}
      rowHref={(row) => (linkable(row) ? resourceHref(row) : `/findings?q=${encodeURIComponent(row.resourceArn)}`)}
      rowLabel={(row) => `${row.title}: ${row.resourceName}`}
      rowTone={(row) => (triage.shown(row).status === "open" ? row.severity : undefined)}
      defaultSort={props.sort}
      toolbar={
        <PropertyFilter properties={properties} textProperty="resource" placeholder="Filter by property or resource" />
      }
      panel={(row) => (
        <div className="grid grid-cols-1 gap-4">
          <Unverified row={row} />
          {whyNoTriage === null ? (
            <div className="flex flex-wrap gap-2">
              <TriageButtons rows={[row]} people={people} triage={triage} />
            </div>
          ) : (
            <p className="text-sm text-muted">{whyNoTriage}</p>
          )}
          <FindingPanelDetail key={row.id} row={row} linkable={linkable(row)}>
            <FindingEssentials row={triage.shown(row)} linkable={linkable(row)} />
          </FindingPanelDetail>
        </div>
      )}
      {...(whyNoTriage === null
        ? {
            bulkActions: ({ rows, clear }) => (
              <TriageButtons rows={rows} people={people} triage={triage} onDone={clear} />
            ),
          }
        : {})}
      empty={props.empty}
      {...(props.canExport ? { exports: { csv: file("csv"), json: file("json"), sarif: file("sarif") } } : {})}
    />
  );
}

/** Says since when and why the evidence cannot be read: the finding stays open meanwhile. */
function Unverified({ row: { unverified, lastSeen } }: { readonly row: FindingRow }) {
  if (unverified === null) return null;
  return (
    <Callout tone="warning" title="Its evidence cannot be read now">
      Since <RelativeTime at={unverified.since} />: {unverified.reason} It was last seen <RelativeTime at={lastSeen} />{" "}
      and stays as it is until it can be checked.
    </Callout>
  );
}
