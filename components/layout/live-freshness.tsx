"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import * as z from "zod/mini";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { queryKeys } from "#lib/client/query-keys.ts";
import type { FreshnessData } from "./frame-data.ts";
import { Freshness } from "./freshness.tsx";

const freshness = z.object({
  lastCompletedAt: z.nullable(z.string()),
  running: z.nullable(z.object({ done: z.number(), total: z.number(), phase: z.string() })),
  failedTasks: z.number(),
  deniedTasks: z.number(),
});

const whileRunningMs = 4_000;
const otherwiseMs = 60_000;

/** Keeps the freshness of the frame fresh: often while a sync runs, seldom otherwise, never in a hidden tab. */
export function LiveFreshness({ initial }: { readonly initial: FreshnessData }) {
  const router = useRouter();
  const { data } = useQuery({
    queryKey: queryKeys.frame(),
    queryFn: ({ signal }) => fetchJson("/api/frame", (body) => freshness.parse(body), signal),
    initialData: initial,
    refetchInterval: (query) => (query.state.data?.running ? whileRunningMs : otherwiseMs),
  });
  const stage = data.running ? data.running.phase : data.lastCompletedAt;
  const shown = useRef(stage);
  useEffect(() => {
    if (shown.current === stage) return;
    shown.current = stage;
    // A phase has ended: what the page shows is older than what the store holds.
    router.refresh();
  }, [stage, router]);
  return <Freshness freshness={data} />;
}
