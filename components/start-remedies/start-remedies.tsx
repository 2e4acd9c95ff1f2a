import { Disclosure } from "#components/ui/disclosure.tsx";
import { formatCount, formatDuration } from "#lib/client/format.ts";
import { notAdvised } from "#lib/domain/starts/remedies/not-advised.ts";
import type { StartRemediesView } from "#lib/domain/views/cold-starts.ts";
import { RemedyCard } from "./remedy-card.tsx";
import { remedyNames } from "./remedy-words.ts";

interface StartRemediesProps {
  readonly view: StartRemediesView;
  readonly canSeeCost: boolean;
}

/** What can be done about one function's starts, the best first; then what does not apply and what is not advised. */
export function StartRemedies({ view, canSeeCost }: StartRemediesProps) {
  const { remedies, excluded } = view;
  const best = remedies.find((one) => one.best);
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="text-sm text-muted">
        {waiting(view)}{" "}
        {best
          ? `By these figures ${remedyNames[best.remedy.kind]} helps most.`
          : "No remedy has an effect that these figures prove."}
      </p>
      {remedies.map((one) => (
        <RemedyCard key={one.remedy.kind} view={one} p95Ms={view.p95Ms} canSeeCost={canSeeCost} />
      ))}
      {excluded.length > 0 ? (
        <Disclosure summary={`Does not apply (${excluded.length})`}>
          <Reasons items={excluded.map(({ kind, reason }) => ({ name: remedyNames[kind], reason }))} />
        </Disclosure>
      ) : null}
      <Disclosure summary="Not advised, and why">
        <Reasons items={notAdvised} />
      </Disclosure>
    </div>
  );
}

function waiting({ waitedMsPerDay, initWaitedMsPerDay, coldStartsPerDay }: StartRemediesView): string {
  if (waitedMsPerDay === 0) return "No caller was seen to wait in this period.";
  const rest = waitedMsPerDay - initWaitedMsPerDay;
  const starts = formatCount(Number(coldStartsPerDay.toPrecision(3)));
  if (initWaitedMsPerDay === 0)
    return `Its callers wait ${formatDuration(waitedMsPerDay)} a day, all of it for restores and failed inits, which these remedies leave as they are.`;
  const left =
    rest > 0.05 * waitedMsPerDay
      ? `; ${formatDuration(rest)} of it for restores and failed inits, which these remedies leave as they are`
      : "";
  return `Its callers wait ${formatDuration(waitedMsPerDay)} a day, with ${starts} cold starts a day${left}.`;
}

function Reasons({ items }: { readonly items: readonly { readonly name: string; readonly reason: string }[] }) {
  return (
    <ul className="grid gap-1.5 text-sm">
      {items.map(({ name, reason }) => (
        <li key={name}>
          <strong className="font-medium">{name}.</strong> <span className="text-muted">{reason}</span>
        </li>
      ))}
    </ul>
  );
}
