"use client";

import { ListFilter } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useFilter } from "#lib/client/use-filter.ts";
import type { Facet } from "./facet.ts";
import { FacetGroup } from "./facet-group.tsx";

/** Facets beside a list; on small screens a button opens them in a sheet. They write the same filter as one types. */
export function FacetPanel({ facets }: { readonly facets: readonly Facet[] }) {
  const { clauses, setClauses } = useFilter();
  const groups = facets.map((facet) => (
    <FacetGroup key={facet.property} facet={facet} clauses={clauses} onChange={setClauses} />
  ));
  return (
    <>
      <aside aria-label="Facets" data-print="hide" className="hidden w-52 shrink-0 flex-col gap-4 xl:flex">
        {groups}
      </aside>
      <div className="xl:hidden" data-print="hide">
        <Sheet
          title="Facets"
          trigger={
            <Button size="sm">
              <ListFilter aria-hidden />
              Facets
            </Button>
          }
        >
          <div className="grid gap-4 p-4">{groups}</div>
        </Sheet>
      </div>
    </>
  );
}
