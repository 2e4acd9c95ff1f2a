import { TextLink } from "#components/ui/text-link.tsx";
import { formatPercent } from "#lib/client/format.ts";
import type { WeightedAlias } from "#lib/domain/views/concurrency.ts";
import { functionHref } from "#lib/domain/views/functions.ts";

/** Aliases that send part of their calls to another version, each leading to both sides side by side. */
export function AliasesSection({ weighted }: { readonly weighted: readonly WeightedAlias[] }) {
  return (
    <section className="mt-8" aria-labelledby="aliases-title">
      <h2 id="aliases-title" className="mb-1 text-lg font-semibold">
        Weighted aliases
      </h2>
      <p className="mb-3 max-w-[80ch] text-sm text-muted">
        {weighted.length === 0
          ? "No alias of this scope sends part of its calls to another version, as far as they were read."
          : "Each leads to both versions beside each other: reports, failures, durations and cold starts."}
      </p>
      {weighted.length === 0 ? null : (
        <ul className="grid gap-x-4 rounded-lg border border-line bg-surface px-3 py-2 sm:grid-cols-2 xl:grid-cols-3">
          {weighted.map((alias) => (
            <li key={`${alias.arn}:${alias.alias}`} className="min-w-0 py-1 text-sm">
              <TextLink href={`${functionHref(alias.arn)}?tab=starts#versions`} className="break-all">
                {alias.name}
              </TextLink>
              <span className="block text-xs text-faint">
                {alias.alias}:{" "}
                {alias.sides.map(({ version, weight }) => `version ${version} ${formatPercent(weight)}`).join(", ")};{" "}
                {alias.region}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
