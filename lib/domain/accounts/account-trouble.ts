import type { AccountView } from "#lib/domain/views/settings.ts";
import { closedStateText } from "./organization.ts";

/** What is to be said of an account first: problems before what is in order. */
export type AccountStanding =
  | "closed"
  | "incomplete"
  | "testFailed"
  | "unread"
  | "suspended"
  | "left"
  | "reads"
  | "leftOut"
  | "filtered"
  | "removed";

const order: readonly AccountStanding[] = [
  "closed",
  "incomplete",
  "testFailed",
  "left",
  "unread",
  "reads",
  "suspended",
  "leftOut",
  "filtered",
  "removed",
];

/** How an account stands, in the first word that fits. */
export function standingOf(account: AccountView): AccountStanding {
  const { removedAt, leftOut, enabled, status, access, check } = account;
  if (removedAt !== null) return "removed";
  if (leftOut !== null) return leftOut.reason === "filtered" ? "filtered" : "left";
  if (closedStateText(status) !== null) return "suspended";
  if (!enabled) return "leftOut";
  if (access.state === "denied" || access.state === "failed") return "closed";
  if (check?.verdict === "incomplete") return "incomplete";
  if (check?.state === "failed") return "testFailed";
  return access.state === "known" ? "reads" : "unread";
}

/** Whether somebody has to do something about it. */
export function isTrouble(account: AccountView): boolean {
  return order.indexOf(standingOf(account)) < order.indexOf("unread");
}

/** Problems first, then the management account, then by name. */
export function byTrouble(one: AccountView, other: AccountView): number {
  return (
    order.indexOf(standingOf(one)) - order.indexOf(standingOf(other)) ||
    Number(other.isManagement) - Number(one.isManagement) ||
    one.name.localeCompare(other.name) ||
    (one.accountId < other.accountId ? -1 : 1)
  );
}
