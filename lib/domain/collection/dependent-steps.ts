import type { FleetCounts } from "./fleet-counts.ts";
import type { SourceName } from "./source.ts";

const accountsPerPage = 20;
const afterList: ReadonlySet<string> = new Set(["GetMetricData", "DescribeLogGroups", "StartQuery"]);
const everySource = () => true;

/**
 * How many answers the first call of a source waits for at least, one after the other: who calls; the accounts, up to the
 * page that names this one; the account's role; its Regions; a Region's limits; its first functions; a list, where one
 * says what to ask for. What a sync does not read it does not wait for.
 */
export function firstCallAfter(
  { accounts }: FleetCounts,
  reads: (source: SourceName) => boolean = everySource,
): (source: SourceName, operation: string, accountId: string) => number {
  const position = new Map(accounts.map(({ accountId }, index) => [accountId, index]));
  const step = (source: SourceName, steps: number) => (reads(source) ? steps : 0);
  return (source, operation, accountId) => {
    // The lists of an organisation wait for nothing but whoever asks, in the best case.
    if (source === "accounts") return operation === "GetCallerIdentity" ? 0 : 1;
    const listed = Math.floor((position.get(accountId) ?? 0) / accountsPerPage) + 1;
    const own = accounts[position.get(accountId) ?? 0]?.own ?? position.get(accountId) === 0;
    const account = step("accounts", 1 + listed);
    if (operation === "AssumeRole") return account;
    const inside = account + (own ? 0 : 1);
    if (source === "roles" || source === "regions") return inside;
    const region = inside + step("regions", 1);
    if (source === "limits") return region;
    const usable = region + step("limits", 1);
    if (source === "functions") return usable;
    const known = usable + step("functions", 1);
    // Roles of functions are asked about once the functions are known, and fetched when AWS has made the report.
    if (source === "role-usage") return known + (operation === "GetServiceLastAccessedDetails" ? 1 : 0);
    const needsList = afterList.has(operation) ? 1 : 0;
    return known + needsList + (operation === "GetQueryResults" ? 2 : 0);
  };
}
