import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { fetchJson } from "#lib/client/fetch-json.ts";
import { queryKeys } from "#lib/client/query-keys.ts";
import type { AccessTestView, AccountView, OrganizationLookView } from "#lib/domain/views/settings.ts";

const pollMs = { testing: 1_000, idle: 60_000 };

const accountList = z.custom<AccountView[]>((body) => Array.isArray(body));
const accessTest = z.custom<AccessTestView>((body) => typeof body === "object" && body !== null && "test" in body);
const look = z.custom<OrganizationLookView>((body) => typeof body === "object" && body !== null && "found" in body);

/** Whether a test of an account waits or runs. */
export function isTesting({ check }: AccountView): boolean {
  return check?.state === "waiting" || check?.state === "running";
}

export const accountQueries = {
  list: () =>
    queryOptions({
      queryKey: queryKeys.window("accounts", "all"),
      queryFn: ({ signal }) => fetchJson("/api/settings/accounts", (body) => accountList.parse(body), signal),
      refetchInterval: ({ state }) => (state.data?.some(isTesting) ? pollMs.testing : pollMs.idle),
    }),
  /** `endedAt` makes a new result a new query: the one before stays as it was until then. */
  test: (accountId: string, endedAt: string | null) =>
    queryOptions({
      queryKey: [...queryKeys.one("accounts", accountId), endedAt],
      queryFn: ({ signal }) =>
        fetchJson(`/api/settings/accounts/${accountId}`, (body) => accessTest.parse(body), signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  organization: () =>
    queryOptions({
      queryKey: queryKeys.one("accounts", "organization"),
      queryFn: ({ signal }) => fetchJson("/api/settings/organization", (body) => look.parse(body), signal),
      refetchInterval: ({ state }) =>
        state.data?.state === "waiting" || state.data?.state === "running" ? pollMs.testing : false,
    }),
};
