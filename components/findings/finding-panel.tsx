"use client";

import { useQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { Failed } from "#components/states/failed.tsx";
import { RemedyList } from "#components/ui/remedy-list.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { queryKeys } from "#lib/client/query-keys.ts";
import type { FindingDetail, FindingRow } from "#lib/domain/views/findings.ts";
import { FindingEvents } from "./finding-events.tsx";
import { FindingEvidence } from "./finding-evidence.tsx";

const detailAnswer = z.custom<FindingDetail>((body) => typeof body === "object" && body !== null && "evidence" in body);

interface FindingPanelDetailProps {
  readonly row: FindingRow;
  /** Whether this person may see the page of the thing that the finding is about. */
  readonly linkable: boolean;
  /** What the finding is: stands between what to do and what happened. */
  readonly children: React.ReactNode;
}

/** Proof, meaning, remedy and history of the finding that is looked at; read when it is. The proof comes first. */
export function FindingPanelDetail({ row, linkable, children }: FindingPanelDetailProps) {
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.one("findings", row.id),
    queryFn: ({ signal }) => fetchJson(`/api/findings/${row.id}`, (body) => detailAnswer.parse(body), signal),
  });
  if (error) {
    return (
      <>
        <Failed title="The evidence could not be read" error={error} onRetry={() => void refetch()} />
        {children}
      </>
    );
  }
  if (!data) {
    return (
      <>
        <div className="grid grid-cols-1 gap-2" role="status" aria-label="Loading">
          <Skeleton className="w-full" />
          <Skeleton className="h-32 w-full" />
          <Skeleton className="h-32 w-full" />
        </div>
        {children}
      </>
    );
  }
  return (
    <>
      <Section title={`Evidence (${data.evidence.length})`}>
        <FindingEvidence resourceArn={row.resourceArn} evidence={data.evidence} linkable={linkable} />
      </Section>
      <Section title="What to do">
        <p className="mb-2 text-sm text-muted">{data.meaning}</p>
        <RemedyList remedies={data.remedies} />
      </Section>
      {children}
      <Section title="History">
        <FindingEvents events={data.events} />
      </Section>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}
