"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { useActionRunner } from "#components/ui/use-action-runner.ts";
import { isTrouble } from "#lib/domain/accounts/account-trouble.ts";
import type { AccountTemplateView, AccountView } from "#lib/domain/views/settings.ts";
import { testAccessAction } from "#lib/server/actions/accounts.ts";
import { AccountImportDialog } from "./account-import-dialog.tsx";
import { AccountList } from "./account-list.tsx";
import { accountQueries, isTesting } from "./account-queries.ts";
import { AccountTemplateCard } from "./account-template-card.tsx";
import { AddAccountDialog } from "./add-account-dialog.tsx";

interface AccountsSettingsProps {
  readonly accounts: readonly AccountView[];
  readonly template: AccountTemplateView;
}

/** The accounts that Lamplight reads, whether it may, and how to connect more. */
export function AccountsSettings({ accounts: initial, template }: AccountsSettingsProps) {
  const { data: accounts, error, refetch } = useQuery({ ...accountQueries.list(), initialData: [...initial] });
  const [query, setQuery] = useState("");
  const shown = accounts.filter((account) => matches(account, query));
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-[70ch] text-sm text-muted">{readingOf(accounts)}</p>
        <div className="flex flex-wrap gap-2">
          {accounts.length > 0 ? <TestAllButton accounts={accounts} /> : null}
          <AddAccountDialog externalId={template.externalId} />
          <AccountImportDialog roleName={template.roleName} />
        </div>
      </div>
      {error ? (
        <Callout
          tone="critical"
          title="The accounts could not be read again"
          action={
            <Button size="sm" onClick={() => void refetch()}>
              Try again
            </Button>
          }
        >
          {error.message} What is below is as of the last reading.
        </Callout>
      ) : null}
      <TestsUnderWay accounts={accounts} />
      {accounts.length === 0 ? (
        <p className="rounded-lg border border-dashed border-line-strong/50 p-6 text-sm text-muted">
          No accounts yet. The first sync finds the account of Lamplight&apos;s own credentials and, where it may, those
          of the organisation; or import them now.
        </p>
      ) : (
        <>
          {accounts.length > 8 ? (
            <Input
              type="search"
              aria-label="Filter accounts"
              placeholder="Filter by name, id, unit or role"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              className="max-w-sm"
            />
          ) : null}
          {shown.length === 0 ? (
            <p className="rounded-lg border border-dashed border-line-strong/50 p-6 text-sm text-muted">
              None of {accounts.length} accounts matches “{query}”.{" "}
              <Button size="sm" onClick={() => setQuery("")}>
                Show all
              </Button>
            </p>
          ) : (
            <AccountList accounts={shown} />
          )}
        </>
      )}
      <AccountTemplateCard {...template} />
    </div>
  );
}

function TestAllButton({ accounts }: { readonly accounts: readonly AccountView[] }) {
  const { run, pending } = useActionRunner();
  const client = useQueryClient();
  return (
    <Button
      pending={pending || accounts.some(isTesting)}
      onClick={async () => {
        await run(() => testAccessAction({ accountIds: null }));
        await client.invalidateQueries(accountQueries.list());
      }}
    >
      Test all access
    </Button>
  );
}

function TestsUnderWay({ accounts }: { readonly accounts: readonly AccountView[] }) {
  const testing = accounts.filter(isTesting);
  // Tests that have ended leave the count: the bar goes on from the most that were under way together.
  const [most, setMost] = useState(testing.length);
  if (testing.length > most || (testing.length === 0 && most > 0)) setMost(testing.length);
  if (testing.length === 0) return null;
  const parts = testing.reduce((sum, { check }) => sum + (check?.total ? check.done / check.total : 0), 0);
  const total = Math.max(most, testing.length);
  return (
    <Progress
      label={total === 1 ? `Testing the access to ${testing[0]?.name}` : `Testing the access to ${total} accounts`}
      done={Math.round((total - testing.length + parts) * 100)}
      total={total * 100}
      detail={
        testing.every(({ check }) => check?.state === "waiting")
          ? "Waits for a worker to take it up"
          : "Calls that AWS charges nothing for"
      }
    />
  );
}

function readingOf(accounts: readonly AccountView[]): string {
  const trouble = accounts.filter(isTrouble).length;
  if (accounts.length === 0) return "Lamplight only reads.";
  const all = accounts.length === 1 ? "1 account" : `${accounts.length} accounts`;
  return trouble === 0
    ? `${all}, none with a problem that is known. Lamplight only reads; an account that denies access is shown as unknown, not as empty.`
    : `${trouble} of ${all} ${trouble === 1 ? "has" : "have"} a problem: ${trouble === 1 ? "it stands" : "they stand"} first, each with what to mend.`;
}

function matches({ name, accountId, organizationalUnit, roleArn }: AccountView, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [name, accountId, organizationalUnit, roleArn].filter(Boolean).join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}
