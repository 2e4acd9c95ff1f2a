import { Method } from "#components/layout/method.tsx";
import { formatExact, formatNoun, formatPercent, formatUsd } from "#lib/client/format.ts";
import type { ConcurrencyView, ProvisionedConcurrency } from "#lib/domain/views/concurrency.ts";
import { ProvisionedTable } from "./provisioned-table.tsx";

/** What is provisioned, what of it is used, and what lies idle for how much. */
export function ProvisionedSection({ view }: { readonly view: ConcurrencyView }) {
  const { provisioned, canSeeCost } = view;
  return (
    <section className="mt-8" aria-labelledby="provisioned-title">
      <h2 id="provisioned-title" className="mb-1 text-lg font-semibold">
        Provisioned by version and alias
      </h2>
      <p className="mb-3 max-w-[80ch] text-sm text-muted">{reading(provisioned, canSeeCost)}</p>
      {provisioned.length === 0 ? null : (
        <>
          <ProvisionedTable provisioned={provisioned} canSeeCost={canSeeCost} />
          <Method
            formula="Used = average ProvisionedConcurrencyUtilization over all hours of the period in which it was read; an hour without calls counts as 0, since AWS sends the metric with calls only. Idle = 1 − used. Held for = environments × GB × 730 hours × list price of a provisioned GB-second; idle money = idle × that. It pays where used is above capacity price ÷ (duration on demand − duration provisioned): 60 % at the prices of us-east-1."
            sources={[
              "CloudWatch ProvisionedConcurrentExecutions, ProvisionedConcurrencyUtilization and ProvisionedConcurrencySpilloverInvocations by version and alias",
              "Lambda ListProvisionedConcurrencyConfigs",
              "Application Auto Scaling: scalable targets, scheduled actions, policies",
            ]}
            n={provisioned.length}
            caveats={[
              "Within an hour minutes without calls are not in AWS's average: used is an upper bound.",
              "Memory is that of $LATEST; a version may have another. Savings Plans and discounts are left out.",
              "What is configured now is applied to the whole period.",
            ]}
          />
        </>
      )}
    </section>
  );
}

function reading(provisioned: readonly ProvisionedConcurrency[], canSeeCost: boolean): string {
  if (provisioned.length === 0)
    return "No version or alias of this scope has provisioned concurrency, as far as it was read.";
  const known = provisioned.filter(({ idleShare }) => idleShare !== null);
  const spilled = provisioned.filter(({ spillover }) => (spillover ?? 0) > 0).length;
  const weight = known.reduce((sum, { allocated }) => sum + allocated, 0);
  const idle = known.reduce((sum, { allocated, idleShare }) => sum + allocated * (idleShare ?? 0), 0);
  const usd = provisioned.reduce<number | null>((sum, { money }) => {
    const more = money?.state === "known" ? money.idleUsdPerMonth : null;
    return more === null ? sum : (sum ?? 0) + more;
  }, null);
  const count = formatNoun(provisioned.length, "version or alias", "versions and aliases");
  const cost = canSeeCost && usd !== null ? `, ${formatUsd(usd)} a month where prices are known` : "";
  const use =
    weight === 0
      ? "How much of it is used is not known."
      : `On average ${formatPercent(idle / weight)} of it lay idle${cost}.`;
  return `${count} with provisioned concurrency. ${use} ${formatExact(spilled)} spilled over.`;
}
