"use client";

import { useMemo } from "react";
import * as z from "zod/mini";
import { DataTable } from "#components/data-table/data-table.tsx";
import { PropertyFilter } from "#components/data-table/property-filter.tsx";
import { fetchJson } from "#lib/client/fetch-json.ts";
import type { FilterProperty } from "#lib/client/filter-completion.ts";
import { roleVerdictNames } from "#lib/domain/iam/judgement/role-judgement.ts";
import { verdictWords } from "#lib/domain/roles/verdict-words.ts";
import type { Facet } from "#lib/domain/views/functions.ts";
import { type RoleRow, type RoleSort, type RoleWindow, roleHref } from "#lib/domain/views/roles.ts";
import { roleTableColumns } from "./role-columns.tsx";
import { RolePanel } from "./role-panel.tsx";

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

/** Its name is older than severity: what the column "Reach" was about before. Links in the wild have it. */
const breadths = ["administrator", "whole services", "named actions", "unknown"].map((value) => ({ value }));

const properties: readonly FilterProperty[] = [
  { name: "name", label: "Name", operators: equality },
  { name: "arn", label: "Role ARN", operators: equality },
  { name: "severity", label: "Severity", operators: equality },
  { name: "verdict", label: "Verdict that weighs", operators: equality },
  { name: "anyVerdict", label: "Verdict, ordinary needs included", operators: equality, values: verdictValues() },
  { name: "verdicts", label: "Number of verdicts that weigh", operators: comparison },
  { name: "escalation", label: "Can gain rights", operators: equality },
  { name: "trust", label: "Who can assume it", operators: equality },
  { name: "reach", label: "Breadth", operators: equality, values: breadths },
  { name: "admin", label: "Administrator", operators: equality, values: [{ value: "yes" }, { value: "no" }] },
  { name: "wildcard", label: "Whole service", operators: equality },
  { name: "account", label: "Account", operators: equality },
  { name: "policy", label: "Attached policy", operators: equality },
  { name: "boundary", label: "Boundary", operators: equality },
  { name: "used", label: "Used by a function", operators: equality },
  { name: "functions", label: "Functions", operators: comparison },
  { name: "teams", label: "Teams", operators: comparison },
  { name: "wildcards", label: "Number of whole services", operators: comparison },
  { name: "policies", label: "Policies", operators: comparison },
  { name: "findings", label: "Open findings", operators: comparison },
  { name: "unusedDays", label: "Days since last use", operators: comparison },
];

function verdictValues(): readonly { readonly value: string; readonly label: string }[] {
  return roleVerdictNames.map((name) => ({ value: name, label: verdictWords[name].title }));
}

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
      rowTone={(row) => row.severity ?? undefined}
      defaultSort={sort}
      toolbar={<PropertyFilter properties={offered} textProperty="name" />}
      panel={(row) => <RolePanel role={row} />}
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
