import { Disclosure } from "#components/ui/disclosure.tsx";
import { formatExact, formatNoun, formatShare } from "#lib/client/format.ts";
import type { SyncSlowedView } from "#lib/domain/views/sync.ts";

interface SlowedNoteProps {
  readonly slowed: readonly SyncSlowedView[];
  readonly running: boolean;
}

/** Where AWS throttled, so that Lamplight goes slower there and nowhere else. Nothing where it did not. */
export function SlowedNote({ slowed, running }: SlowedNoteProps) {
  const [worst] = slowed;
  if (!worst) return null;
  return (
    <Disclosure
      summary={`AWS throttled calls in ${formatNoun(slowed.length, "place")}${slowed.length === 10 ? " or more" : ""}; ${
        running ? "the pace is lower there" : "the pace was lower there"
      }`}
    >
      <p className="text-sm text-muted">
        A throttled call is tried again after a pause, and its quota in that account and Region is used at half the rate
        until AWS answers again. Other places keep their pace. Deployments use the same quotas.
      </p>
      <ul className="mt-2 grid grid-cols-1 gap-1 text-sm">
        {slowed.map(({ place, service, operation, calls, throttles }) => (
          <li key={`${place} ${service} ${operation}`} className="tabular flex flex-wrap gap-x-2">
            <span className="min-w-0 [overflow-wrap:anywhere]">{place}</span>
            <span className="text-muted">
              {service} {operation}
            </span>
            <span className="text-faint" title={`${formatExact(throttles)} of ${formatExact(calls)} calls`}>
              throttled {formatShare(throttles, calls)} calls
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
