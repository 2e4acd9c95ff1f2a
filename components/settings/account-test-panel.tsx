"use client";

import { useQuery } from "@tanstack/react-query";
import { Callout } from "#components/ui/callout.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type AccessTest, readingOf, verdictOf } from "#lib/domain/accounts/access-test.ts";
import { statementLines } from "#lib/domain/iam/permission-statement.ts";
import type { AccountView } from "#lib/domain/views/settings.ts";
import { accountQueries } from "./account-queries.ts";
import { PermissionList } from "./permission-list.tsx";

/** The last test of an account's access: how far Lamplight gets in, which Regions it may read, what is missing. */
export function AccountTestPanel({ account }: { readonly account: AccountView }) {
  const { check } = account;
  const { data, error } = useQuery(accountQueries.test(account.accountId, check?.endedAt ?? null));
  if (error)
    return (
      <Callout tone="critical" className="mt-3">
        {error.message}
      </Callout>
    );
  if (data === undefined) return <Skeleton className="mt-3 h-24" />;
  return (
    <div className="mt-3 grid gap-3 border-t border-line pt-3">
      {check?.state === "failed" ? (
        <Callout tone="critical" title="The last test broke off">
          {check.reading}
        </Callout>
      ) : null}
      {data.test === null ? (
        <p className="text-muted">No test has ended yet.</p>
      ) : (
        <TestResult test={data.test} endedAt={data.endedAt} />
      )}
    </div>
  );
}

function TestResult({ test, endedAt }: { readonly test: AccessTest; readonly endedAt: string | null }) {
  const tone = { closed: "critical", incomplete: "warning", complete: "good" } as const;
  const cost = test.costUsd === 0 ? "which AWS charges nothing for" : "see the metered cost on the Sync page";
  // What the headline says is not said again beside its remedy.
  const unsaid = (text: string) => (text === readingOf(test) ? null : text);
  const unreadable = test.regions.filter(({ result }) => result !== "readable");
  return (
    <>
      <Callout tone={tone[verdictOf(test)]} title={readingOf(test)}>
        {endedAt ? <RelativeTime at={endedAt} /> : null}, by {test.calls} calls, {cost}.
        {test.callerArn ? (
          <span className="block font-mono text-xs [overflow-wrap:anywhere]">{test.callerArn}</span>
        ) : null}
      </Callout>
      {test.identity.reason === null ? null : (
        <Trouble reason={unsaid(test.identity.reason)} remedy={test.identity.remedy} />
      )}
      {test.hops.map(({ roleArn, result, reason, remedy, statement }) =>
        result === "assumed" ? null : (
          <div key={roleArn} className="grid gap-2">
            <Trouble
              reason={
                result === "notTried"
                  ? `${roleArn}: not tried, since a role before it cannot be assumed.`
                  : unsaid(reason ?? roleArn)
              }
              remedy={remedy}
            />
            {statement ? (
              <CodeBlock label="Statement for whoever assumes the role" code={statementLines(statement)} />
            ) : null}
          </div>
        ),
      )}
      {unreadable.map(({ region, reason, remedy }) => (
        <Trouble key={region} reason={unsaid(reason ?? region)} remedy={remedy} />
      ))}
      <PermissionList actions={test.actions} region={test.region} />
      {test.actions.length > 0 ? (
        <Disclosure summary={`All ${test.actions.length} permissions`}>
          <ul className="grid gap-1 text-xs md:grid-cols-2">
            {test.actions.map(({ action, result, whys }) => (
              <li key={action} className="[overflow-wrap:anywhere]">
                <code>{action}</code>: {result}, so that {whys.join("; so that ")}
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </>
  );
}

function Trouble({ reason, remedy }: { readonly reason: string | null; readonly remedy: string | null }) {
  return (
    <div className="text-sm [overflow-wrap:anywhere]">
      {reason ? <p className="font-medium">{reason}</p> : null}
      {remedy ? <p className="text-muted">{remedy}</p> : null}
    </div>
  );
}
