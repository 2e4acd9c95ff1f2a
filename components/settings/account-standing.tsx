import { Loader2 } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { type Status, StatusBadge } from "#components/ui/status-badge.tsx";
import { type AccountStanding, standingOf } from "#lib/domain/accounts/account-trouble.ts";
import { closedStateText } from "#lib/domain/accounts/organization.ts";
import type { AccountView } from "#lib/domain/views/settings.ts";
import { isTesting } from "./account-queries.ts";

const looks: Record<AccountStanding, { readonly status: Status; readonly label: string }> = {
  closed: { status: "denied", label: "No access" },
  incomplete: { status: "partial", label: "Incomplete" },
  testFailed: { status: "failed", label: "Test failed" },
  left: { status: "cancelled", label: "Not in the organisation" },
  unread: { status: "notYetRead", label: "Not yet read" },
  reads: { status: "known", label: "Reads" },
  suspended: { status: "cancelled", label: "Suspended" },
  leftOut: { status: "cancelled", label: "Left out" },
  filtered: { status: "cancelled", label: "Not chosen" },
  removed: { status: "cancelled", label: "Removed" },
};

/** How an account stands, why, and since when; how far its test is while one runs. */
export function AccountStandingCell({ account }: { readonly account: AccountView }) {
  const standing = standingOf(account);
  const { status, label } = looks[standing];
  const word = standing === "suspended" ? capitalised(closedStateText(account.status) ?? label) : label;
  const { text, since } = explanation(account, standing);
  return (
    <div className="grid content-start justify-items-start gap-1">
      <StatusBadge status={status} label={word} />
      {isTesting(account) ? <TestProgress account={account} /> : null}
      {text ? (
        <p className="text-xs text-muted [overflow-wrap:anywhere]">
          {text} {since ? <RelativeTime at={since} /> : null}
        </p>
      ) : null}
    </div>
  );
}

function TestProgress({ account: { check } }: { readonly account: AccountView }) {
  return (
    <Badge tone="info">
      <Loader2 aria-hidden className="motion-safe:animate-spin" />
      <span className="tabular">
        {check?.state === "waiting" || !check?.total ? "Test waits" : `Testing, ${check.done} of ${check.total}`}
      </span>
    </Badge>
  );
}

function explanation(account: AccountView, standing: AccountStanding): { text: string | null; since: string | null } {
  const { access, check, leftOut, removedAt } = account;
  switch (standing) {
    case "closed":
      return { text: access.reason, since: access.since };
    case "incomplete":
    case "testFailed":
      return { text: check?.reading ?? null, since: check?.endedAt ?? null };
    case "left":
      return {
        text: "The organisation's list does not name it any more, so it is not read. Marked",
        since: leftOut?.since ?? null,
      };
    case "filtered":
      return { text: "The organisation's import does not choose it.", since: leftOut?.since ?? null };
    case "suspended":
      return { text: "The organisation says so; it is not read.", since: null };
    case "removed":
      return { text: "Its history stays. Removed", since: removedAt };
    case "reads":
      return check?.verdict === "complete" && check.endedAt
        ? { text: check.reading, since: check.endedAt }
        : { text: null, since: null };
    case "unread":
    case "leftOut":
      return { text: null, since: null };
  }
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
