import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { Certainty } from "#lib/domain/iam/least-privilege/certainty.ts";
import type { RemovedService, StayingUse } from "#lib/domain/iam/least-privilege/tighter-policies.ts";
import type { TightenedDocumentView, TighterPolicyView } from "#lib/domain/views/role-usage.ts";
import { PolicyDiff } from "./policy-diff.tsx";
import { WrittenPolicy } from "./written-policy.tsx";

/** The policies that would suffice: what they take away, how sure that is, the texts to copy, and what stays open. */
export function TighterPolicy({ policy }: { readonly policy: TighterPolicyView }) {
  const { documents, removed, staying, certainty, notJudged, tooLong, written, commands } = policy;
  const changed = documents.filter(({ outcome }) => outcome === "narrowed" || outcome === "removed");
  const unreadable = documents.filter(({ outcome }) => outcome === "unreadable");
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      <Reading removed={removed} changed={changed} />
      {changed.length === 0 ? null : <HowSure certainty={certainty} />}
      {unreadable.map(({ source, name, problem }) => (
        <Callout key={source} tone="warning" title={`${name} stays as it is`}>
          {problem}
        </Callout>
      ))}
      {tooLong.map((sentence) => (
        <Callout key={sentence} tone="warning" title="Longer than IAM takes">
          {sentence}
        </Callout>
      ))}
      {changed.length === 0 ? null : (
        <>
          <Removed removed={removed} />
          <WrittenPolicy written={written} documents={changed} />
          <Disclosure summary="What changes in each policy">
            <div className="grid min-w-0 grid-cols-1 gap-3">
              {documents.map((document) => (
                <Document key={document.source} document={document} />
              ))}
            </div>
          </Disclosure>
          <Disclosure summary="Commands that put it on and take the old ones off">
            <CodeBlock code={commands} label="AWS CLI" />
          </Disclosure>
        </>
      )}
      <Open staying={staying} notJudged={notJudged} />
    </div>
  );
}

interface ReadingProps {
  readonly removed: readonly RemovedService[];
  readonly changed: readonly TightenedDocumentView[];
}

function Reading({ removed, changed }: ReadingProps) {
  if (changed.length === 0) {
    return (
      <p className="text-sm text-muted">
        Nothing can be taken away: all that it holds was used, or AWS does not tell whether it was.
      </p>
    );
  }
  const actions = removed.reduce((sum, service) => sum + service.actions, 0);
  const whole = removed.filter((service) => service.whole).length;
  return (
    <p className="text-sm">
      It takes away {formatNoun(actions, "action")} of {formatNoun(removed.length, "service")}
      {whole > 0 ? `, ${whole === removed.length ? "all" : formatExact(whole)} of these wholly` : ""}, and changes{" "}
      {formatNoun(changed.length, "policy", "policies")}. It grants nothing that the role does not hold.
    </p>
  );
}

const levels: Readonly<Record<Certainty["level"], { readonly label: string; readonly tone: BadgeTone }>> = {
  high: { label: "Quite sure", tone: "good" },
  medium: { label: "Fairly sure", tone: "medium" },
  low: { label: "Not sure yet", tone: "high" },
};

function HowSure({ certainty: { level, observedDays, reasons } }: { readonly certainty: Certainty }) {
  return (
    <div className="grid grid-cols-1 gap-1 rounded-lg border border-line bg-surface px-4 py-3 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={levels[level].tone}>{levels[level].label}</Badge>
        <span className="text-muted">
          that what it takes away is not needed, after {formatNoun(observedDays, "day")}
        </span>
      </p>
      <ul className="list-disc pl-5 text-muted">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </div>
  );
}

/** Services that are named at once; the rest opens. */
const firstServices = 8;

function Removed({ removed }: { readonly removed: readonly RemovedService[] }) {
  const rest = removed.slice(firstServices);
  return (
    <section aria-label="What it takes away" className="min-w-0 rounded-lg border border-line bg-surface">
      <h3 className="border-b border-line px-3 py-2 text-sm font-semibold">What it takes away</h3>
      <RemovedList removed={removed.slice(0, firstServices)} />
      {rest.length > 0 ? (
        <Disclosure className="border-t border-line px-3 py-2" summary={formatNoun(rest.length, "more service")}>
          <RemovedList removed={rest} />
        </Disclosure>
      ) : null}
    </section>
  );
}

function RemovedList({ removed }: { readonly removed: readonly RemovedService[] }) {
  return (
    <ul className="divide-y divide-line">
      {removed.map(({ namespace, name, actions, examples, whole, ground }) => (
        <li key={namespace} className="grid min-w-0 grid-cols-1 gap-0.5 px-3 py-2 text-sm">
          <span className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="[overflow-wrap:anywhere]">
              {name} <code className="text-xs text-faint">{namespace}</code>
            </span>
            <span className="text-muted">
              {formatNoun(actions, "action")} {ground === "service" ? "of a service never used" : "never used"}
              {whole ? "" : ground === "service" ? "; some stay" : "; the others stay"}
            </span>
          </span>
          <span className="text-xs text-faint [overflow-wrap:anywhere]">
            {examples.map((example) => example.slice(example.indexOf(":") + 1)).join(", ")}
            {actions > examples.length ? ` and ${formatExact(actions - examples.length)} more` : ""}
          </span>
        </li>
      ))}
    </ul>
  );
}

const outcomes: Readonly<
  Record<TightenedDocumentView["outcome"], { readonly label: string; readonly tone: BadgeTone }>
> = {
  unchanged: { label: "stays as it is", tone: "neutral" },
  narrowed: { label: "narrowed", tone: "info" },
  removed: { label: "not needed", tone: "medium" },
  unreadable: { label: "not read, stays", tone: "neutral" },
};

function Document({ document: { source, name, outcome, diff } }: { readonly document: TightenedDocumentView }) {
  const { label, tone } = outcomes[outcome];
  return (
    <div className="grid min-w-0 grid-cols-1 gap-1">
      <p className="flex flex-wrap items-center gap-x-2 text-sm">
        <bdi className="[overflow-wrap:anywhere]">{name}</bdi>
        <Badge tone={tone}>{label}</Badge>
        {source.startsWith("arn:aws:iam::aws:") && outcome === "narrowed" ? (
          <span className="text-xs text-faint">
            AWS's own policy cannot be changed: an inline policy takes its place.
          </span>
        ) : null}
      </p>
      {diff.length === 0 ? null : <PolicyDiff lines={diff} label={name} />}
    </div>
  );
}

function Open({ staying, notJudged }: Pick<TighterPolicyView, "staying" | "notJudged">) {
  return (
    <section aria-label="What it leaves" className="grid grid-cols-1 gap-1 text-sm text-muted">
      <h3 className="text-sm font-semibold text-ink">What it leaves, and does not judge</h3>
      <ul className="grid list-disc grid-cols-1 gap-1 pl-5">
        {staying.map(({ why, actions }) => (
          <li key={why}>
            <Staying why={why} actions={actions} />
          </li>
        ))}
        {notJudged.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

const mostNamed = 6;

function Staying({ why, actions }: StayingUse) {
  const named = actions.slice(0, mostNamed).join(", ");
  const more = actions.length > mostNamed ? ` and ${formatExact(actions.length - mostNamed)} more` : "";
  return (
    <span className="[overflow-wrap:anywhere]">
      <code className="text-xs">{named}</code>
      {more} {actions.length === 1 ? "stays" : "stay"}: {why}.
    </span>
  );
}
