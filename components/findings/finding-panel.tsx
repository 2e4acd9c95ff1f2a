"use client";

import { useQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { Failed } from "#components/states/failed.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { queryKeys } from "#lib/client/query-keys.ts";
import type { FindingDetail } from "#lib/domain/views/findings.ts";
import { FindingEvents } from "./finding-events.tsx";
import { RemedyList } from "./remedy-list.tsx";

const detailAnswer = z.custom<FindingDetail>((body) => typeof body === "object" && body !== null && "evidence" in body);

/** Proof, meaning, remedy and history of the finding that is looked at; read when it is. */
export function FindingPanelDetail({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.one("findings", id),
    queryFn: ({ signal }) => fetchJson(`/api/findings/${id}`, (body) => detailAnswer.parse(body), signal),
  });
  if (error) {
    return <Failed title="The evidence could not be read" error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return (
      <div className="grid grid-cols-1 gap-2" role="status" aria-label="Loading">
        <Skeleton className="w-full" />
        <Skeleton className="h-32 w-full" />
        <Skeleton className="h-32 w-full" />
      </div>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      <Section title="What to do">
        <p className="mb-2 text-sm text-muted">{data.meaning}</p>
        <RemedyList remedies={data.remedies} />
      </Section>
      <Section title={`Evidence (${data.evidence.length})`}>
        <ul className="grid grid-cols-1 gap-3">
          {data.evidence.map((one) => {
            const code = JSON.stringify(one.value, null, 2);
            return (
              <li key={`${one.fact} ${one.source} ${code}`} className="grid grid-cols-1 gap-1">
                <p className="text-xs text-muted [overflow-wrap:anywhere]">
                  <span className="font-medium text-ink">{sentence(one.fact)}</span> in <code>{one.source}</code>
                </p>
                <CodeBlock code={code} label={one.fact} />
              </li>
            );
          })}
        </ul>
      </Section>
      <Section title="History">
        <FindingEvents events={data.events} />
      </Section>
    </div>
  );
}

function sentence(fact: string): string {
  return fact.charAt(0).toUpperCase() + fact.slice(1);
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}
