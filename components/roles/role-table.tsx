"use client";

import { useMemo } from "react";
import * as z from "zod/mini";
import { DataTable } from "#components/data-table/data-table.tsx";
import { PropertyFilter } from "#components/data-table/property-filter.tsx";
import { fetchJson } from "#lib/client/fetch-json.ts";
import type { FilterProperty } from "#lib/client/filter-completion.ts";
import type { Facet } from "#lib/domain/views/functions.ts";
import { type RoleRow, type RoleSort, type RoleWindow, roleHref } from "#lib/domain/views/roles.ts";
import { roleTableColumns } from "./role-columns.tsx";
import { RoleEssentials } from "./role-essentials.tsx";

interface RoleTableProps {
  readonly initial: RoleWindow;
  readonly query: string;
  readonly sort: RoleSort;
  readonly facets: readonly Facet[];
  readonly canExport: boolean;
  readonly empty: React.ReactNode;
}

const windowAnswer = z.object({ rows: z.array(z.custom<RoleRow>()), total: z.number() });
const equality = ["=", "!=", ":"] as const;
const comparison = [">", ">=", "<", "<=", "="] as const;

const properties: readonly FilterProperty[] = [
  { name: "name", label: "Name", operators: equality },
  { name: "arn", label: "Role ARN", operators: equality },
  { name: "reach", label: "Reach", operators: equality },
  { name: "admin", label: "Administrator", operators: equality },
  { name: "wildcard", label: "Whole service", operators: equality },
  { name: "account", label: "Account", operators: equality },
  { name: "policy", label: "Attached policy", operators: equality },
  { name: "boundary", label: "Boundary", operators: equality },
  { name: "used", label: "Used by a function", operators: equality },
  { name: "functions", label: "Functions", operators: comparison },
  { name: "wildcards", label: "Number of whole services", operators: comparison },
  { name: "policies", label: "Policies", operators: comparison },
  { name: "findings", label: "Open findings", operators: comparison },
  { name: "unusedDays", label: "Days since last use", operators: comparison },
];

/** The table of roles with its filter, fetched in windows. */
export function RoleTable({ initial, query, sort, facets, canExport, empty }: RoleTableProps) {
  const offered = useMemo(() => {
    const values = new Map(facets.map((facet) => [facet.property, facet.values]));
    return properties.map((property) => {
      const known = values.get(property.name);
      return known ? { ...property, values: known } : property;
    });
  }, [facets]);
  const address = (path: string, more: string) => `${path}?${query}${query ? "&" : ""}${more}`;
  return (
    <DataTable<RoleRow>
      id="roles"
      label="Roles"
      columns={roleTableColumns}
      query={query}
      initial={initial}
      fetchWindow={(offset, limit, signal) =>
        fetchJson(address("/api/roles", `offset=${offset}&limit=${limit}`), (body) => windowAnswer.parse(body), signal)
      }
      rowId={(row) => row.roleArn}
      rowHref={(row) => roleHref(row.roleArn)}
      rowLabel={(row) => row.name}
      rowTone={(row) => (row.admin ? "critical" : undefined)}
      defaultSort={sort}
      toolbar={<PropertyFilter properties={offered} textProperty="name" />}
      panel={(row) => <RoleEssentials role={row} />}
      empty={empty}
      {...(canExport
        ? {
            exports: {
              csv: address("/api/roles/export", "format=csv"),
              json: address("/api/roles/export", "format=json"),
            },
          }
        : {})}
    />
  );
}
