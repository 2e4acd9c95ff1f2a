import { Method } from "#components/layout/method.tsx";
import type { ConcurrencyView } from "#lib/domain/views/concurrency.ts";
import { ProvisionedTable } from "./provisioned-table.tsx";
import { provisionedText } from "./provisioned-text.ts";

/** What is provisioned, what of it is used, and what lies idle for how much. */
export function ProvisionedSection({ view }: { readonly view: ConcurrencyView }) {
  const { provisioned, canSeeCost } = view;
  return (
    <section className="mt-8" aria-labelledby="provisioned-title">
      <h2 id="provisioned-title" className="mb-1 text-lg font-semibold">
        Provisioned by version and alias
      </h2>
      <p className="mb-3 max-w-[80ch] text-sm text-muted">{provisionedText(provisioned, canSeeCost)}</p>
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
