import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { ConcurrencyHolder } from "#lib/domain/views/concurrency.ts";
import { HoldersTable } from "./holders-table.tsx";

/** Reserved and provisioned concurrency as configured, and what of it lies idle. */
export function HoldersSection({ holders }: { readonly holders: readonly ConcurrencyHolder[] }) {
  const idle = holders.reduce((sum, holder) => sum + (holder.idle ?? 0), 0);
  const idleHolders = holders.filter((holder) => (holder.idle ?? 0) > 0).length;
  const spilled = holders.filter(({ spillover }) => (spillover ?? 0) > 0).length;
  return (
    <section className="mt-8">
      <h2 className="mb-1 text-lg font-semibold">Reserved and provisioned</h2>
      <p className="mb-3 max-w-[80ch] text-sm text-muted">
        {holders.length === 0
          ? "Nothing is held back for single functions."
          : `${formatExact(idle)} reserved executions of ${formatNoun(idleHolders, "function")} were never used in the period, and count against the limit all the same. ${formatNoun(spilled, "function")} spilled over its provisioned concurrency.`}
      </p>
      <HoldersTable holders={holders} />
    </section>
  );
}
