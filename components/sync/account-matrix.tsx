"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Input } from "#components/ui/input.tsx";
import { MultiPicker } from "#components/ui/multi-picker.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import { isTroubled, type SyncAccountRow, type SyncRunDetail, taskStatuses } from "#lib/domain/views/sync.ts";
import { AccountRow } from "./account-row.tsx";
import { taskLooks } from "./task-look.tsx";

/** Rows before "Show all": the worst come first, so what matters is among them. */
const rowsAtFirst = 60;

/** Every account against every source, the worst first; an account opens into its Regions, which are read only then. */
export function AccountMatrix({ detail: { run, sources, accounts } }: { readonly detail: SyncRunDetail }) {
  const [statuses, setStatuses] = useState<readonly string[]>([]);
  const [search, setSearch] = useState("");
  const [all, setAll] = useState(false);
  const matching = accounts.filter((account) => matches(account, statuses, search.trim().toLowerCase()));
  const shown = all ? matching : matching.slice(0, rowsAtFirst);
  return (
    <Card aria-label="Account-Regions and sources">
      <CardHeader title="Account-Regions and sources" reading={readingOf(accounts)} />
      <CardBody>
        <Filters search={search} onSearch={setSearch} statuses={statuses} onStatuses={setStatuses} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <section aria-label="Accounts and sources, scrolls sideways" className="relative overflow-x-auto" tabIndex={0}>
          <table className="text-sm">
            <thead>
              <tr className="text-left text-xs text-faint">
                <th
                  scope="col"
                  className="sticky left-0 z-10 bg-surface sm:min-w-44 pr-3 pb-1 align-bottom font-medium"
                >
                  Account, Region
                </th>
                {sources.map(({ source, title }) => (
                  <th key={source} scope="col" className="px-0.5 pb-1 align-bottom font-medium whitespace-nowrap">
                    <span className="inline-block rotate-180 [writing-mode:vertical-rl]">{title}</span>
                  </th>
                ))}
              </tr>
            </thead>
            {shown.map((account) => (
              <AccountRow
                key={account.accountId}
                account={account}
                sources={sources}
                syncId={run.id}
                running={run.status === "running"}
                defaultOpen={accounts.length <= 2 && run.status !== "running"}
              />
            ))}
          </table>
        </section>
        {matching.length === 0 ? (
          <p className="py-3 text-sm text-muted">
            {accounts.length === 0
              ? "No task was planned yet."
              : "No account matches. Clear the search or the statuses."}
          </p>
        ) : null}
        {shown.length < matching.length ? (
          <Button className="mt-3" onClick={() => setAll(true)}>
            Show all {formatExact(matching.length)} accounts
          </Button>
        ) : null}
      </CardBody>
    </Card>
  );
}

interface FiltersProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly statuses: readonly string[];
  readonly onStatuses: (statuses: readonly string[]) => void;
}

function Filters({ search, onSearch, statuses, onStatuses }: FiltersProps) {
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2" data-print="hide">
      <Input
        type="search"
        aria-label="Find an account"
        placeholder="Find an account"
        className="w-56"
        value={search}
        onChange={(event) => onSearch(event.target.value)}
      />
      <MultiPicker
        label="Statuses"
        all="Every status"
        options={taskStatuses.map((status) => ({ value: status, label: taskLooks[status].label }))}
        value={statuses}
        onChange={onStatuses}
      />
    </div>
  );
}

function matches({ accountId, name, counts }: SyncAccountRow, statuses: readonly string[], search: string): boolean {
  const found = search === "" || name.toLowerCase().includes(search) || accountId.includes(search);
  return found && (statuses.length === 0 || taskStatuses.some((status) => counts[status] && statuses.includes(status)));
}

/** What the table says as a whole. The organisation has a row of its own and is no account. */
function readingOf(rows: readonly SyncAccountRow[]): string {
  const accounts = rows.filter(({ accountId }) => accountId !== "");
  const isBad = ({ cells }: SyncAccountRow) => cells.some(({ status }) => isTroubled(status));
  const troubled = accounts.filter(isBad).length;
  if (troubled > 0) {
    return `Something could not be read in ${formatNoun(troubled, "account")} of ${formatExact(accounts.length)}; these come first.`;
  }
  if (rows.some(isBad)) return "The accounts of the organisation could not be read; those that are known stand below.";
  return `${formatNoun(accounts.length, "account")}; nothing failed. Open one to see its Regions.`;
}
