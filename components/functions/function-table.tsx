"use client";

import { useMemo } from "react";
import * as z from "zod/mini";
import { DataTable } from "#components/data-table/data-table.tsx";
import { PropertyFilter } from "#components/data-table/property-filter.tsx";
import { EmptyFiltered } from "#components/states/empty-filtered.tsx";
import { sharedMax } from "#components/ui/sparkline-path.ts";
import { fetchJson } from "#lib/client/fetch-json.ts";
import {
  type Facet,
  type FunctionRow,
  type FunctionSort,
  type FunctionWindowView,
  functionHref,
} from "#lib/domain/views/functions.ts";
import { filterProperties } from "./filter-properties.ts";
import { functionTableColumns } from "./function-columns.tsx";
import { FunctionEssentials } from "./function-essentials.tsx";

interface FunctionTableProps {
  readonly initial: FunctionWindowView;
  readonly query: string;
  readonly sort: FunctionSort;
  readonly facets: readonly Facet[];
  readonly canSeeCost: boolean;
  readonly canExport: boolean;
}

/** Page and handler are one build: the shape of a row is the compiler's business, the frame of the answer is checked. */
const windowAnswer = z.object({ rows: z.array(z.custom<FunctionRow>()), total: z.number() });

/** The table of functions with its filter, fetched in windows. */
export function FunctionTable({ initial, query, sort, facets, canSeeCost, canExport }: FunctionTableProps) {
  const columns = useMemo(
    () => functionTableColumns(sharedMax(initial.rows.map(({ series }) => series)), canSeeCost),
    [initial, canSeeCost],
  );
  const properties = useMemo(() => filterProperties(facets, canSeeCost), [facets, canSeeCost]);
  const address = (path: string, more: string) => `${path}?${query}${query ? "&" : ""}${more}`;
  return (
    <DataTable<FunctionRow>
      id="functions"
      label="Functions"
      columns={columns}
      query={query}
      initial={initial}
      fetchWindow={(offset, limit, signal) =>
        fetchJson(
          address("/api/functions", `offset=${offset}&limit=${limit}`),
          (body) => windowAnswer.parse(body),
          signal,
        )
      }
      rowId={(row) => row.arn}
      rowHref={(row) => functionHref(row.arn)}
      rowLabel={(row) => row.name}
      defaultSort={sort}
      toolbar={<PropertyFilter properties={properties} textProperty="name" />}
      panel={(row) => <FunctionEssentials row={row} canSeeCost={canSeeCost} />}
      empty={<EmptyFiltered what="functions" clearHref="/functions?filter=&q=" />}
      {...(canExport
        ? {
            exports: {
              csv: address("/api/functions/export", "format=csv"),
              json: address("/api/functions/export", "format=json"),
            },
          }
        : {})}
    />
  );
}
