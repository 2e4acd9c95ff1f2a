import { Badge } from "#components/ui/badge.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { RemedyList } from "#components/ui/remedy-list.tsx";
import { formatDuration } from "#lib/client/format.ts";
import type { StartRemedyView } from "#lib/domain/views/cold-starts.ts";
import { certaintyWords, costWords, detailWords, effectWords, remedyNames } from "./remedy-words.ts";

interface RemedyCardProps {
  readonly view: StartRemedyView;
  readonly p95Ms: number | null;
  readonly canSeeCost: boolean;
}

/** One remedy: what it changes, what it costs, how sure that is, and how it is done. */
export function RemedyCard({ view, p95Ms, canSeeCost }: RemedyCardProps) {
  const { remedy, best, texts } = view;
  const name = remedyNames[remedy.kind];
  const detail = detailWords(remedy);
  const { effect } = remedy;
  const after = effect.state === "unknown" ? null : effect.p95AfterMs;
  return (
    <article aria-label={name} className="rounded-md border border-line px-3 py-2">
      <h4 className="flex flex-wrap items-center gap-2 text-sm font-semibold">
        {name}
        {best ? <Badge tone="good">Best</Badge> : null}
        {effect.state === "unknown" ? <Badge tone="outline">Effect not known</Badge> : null}
        {effect.state === "atMost" ? <Badge tone="outline">A bound</Badge> : null}
      </h4>
      <dl className="mt-1 grid grid-cols-[6rem_1fr] gap-x-3 gap-y-1 text-sm">
        <Fact label="Takes away" value={effectWords(remedy)} />
        {after !== null && p95Ms !== null ? (
          <Fact
            label="Start p95"
            value={`${formatDuration(p95Ms)} → ${effect.state === "atMost" ? "at best " : "about "}${formatDuration(after)}`}
          />
        ) : null}
        {canSeeCost ? <Fact label="Costs" value={costWords(remedy)} /> : null}
        <Fact label="How sure" value={certaintyWords(remedy)} />
      </dl>
      {detail ? <p className="mt-1.5 text-sm text-muted">{detail}</p> : null}
      <ul className="mt-1.5 list-disc pl-4 text-xs text-faint">
        {remedy.caveats.map((caveat) => (
          <li key={caveat}>{caveat}</li>
        ))}
      </ul>
      <Disclosure summary={`How to do it: ${name}`} className="mt-2">
        <RemedyList remedies={texts} />
      </Disclosure>
    </article>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt className="text-faint">{label}</dt>
      <dd className="min-w-0">{value}</dd>
    </>
  );
}
