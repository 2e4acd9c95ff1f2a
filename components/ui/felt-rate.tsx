import { formatExact, formatPercent } from "#lib/client/format.ts";
import type { FeltStarts } from "#lib/domain/starts/felt-starts.ts";
import { fewestForRate } from "#lib/domain/statistics/rate.ts";
import { UnknownDot } from "./fact-value.tsx";

/** The felt rate as it may be said: a percentage of enough, the counts of few, a hollow dot with the reason where it is not known. */
export function FeltRate({ felt }: { readonly felt: FeltStarts }) {
  const { rate, basis, sampledInits, sampledFelt, reason } = felt;
  if (rate.value === null) return <UnknownDot reason={reason ?? "It is not known."} />;
  if (rate.tooFew) {
    return basis === "counts" || rate.n < fewestForRate ? (
      <span>{`${formatExact(rate.hits)} of ${formatExact(rate.n)}`}</span>
    ) : (
      <span title={`${formatExact(sampledInits)} starts were looked at one by one`}>
        {`${formatExact(sampledFelt)} of ${formatExact(sampledInits)} starts`}
      </span>
    );
  }
  return <span title={feltHint(felt)}>{formatPercent(rate.value)}</span>;
}

/** What the felt rate rests on, or why it is not known. */
export function feltHint({ rate, interval, basis, sampledInits, reason }: FeltStarts): string {
  if (rate.value === null) return `not known: ${reason ?? "it was not read"}`;
  if (basis === "counts") return "no init on demand was seen, so none was ahead of need";
  const looked = `${formatExact(sampledInits)} starts looked at`;
  return rate.tooFew
    ? `${looked}, too few for a share`
    : `${formatPercent(interval.low)} – ${formatPercent(interval.high)}, ${looked}`;
}
