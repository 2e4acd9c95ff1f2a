import { CodeBlock } from "#components/ui/code-block.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { type EvidenceView, evidenceViews } from "#lib/domain/findings/evidence-view.ts";
import type { Evidence } from "#lib/domain/findings/finding.ts";
import { statementPlace } from "./statement-place.ts";

interface FindingEvidenceProps {
  readonly resourceArn: string;
  readonly evidence: readonly Evidence[];
  /** Whether this person may see the page of the thing that the finding is about. */
  readonly linkable: boolean;
}

/** What proves a finding: sentences and ways as text, statements as they stand with the way to where they stand. */
export function FindingEvidence({ resourceArn, evidence, linkable }: FindingEvidenceProps) {
  return (
    <ul className="grid grid-cols-1 gap-3">
      {evidenceViews(evidence).map((view) => (
        <li key={JSON.stringify(view)} className="grid grid-cols-1 gap-1">
          <One view={view} resourceArn={resourceArn} linkable={linkable} />
        </li>
      ))}
    </ul>
  );
}

function One({ view, ...about }: { readonly view: EvidenceView } & Omit<FindingEvidenceProps, "evidence">) {
  switch (view.kind) {
    case "sentence":
      return <p className="text-sm [overflow-wrap:anywhere]">{view.text}</p>;
    case "path":
      return <Path path={view} />;
    case "statement":
      return <Statement view={view} {...about} />;
    case "plain":
      return (
        <>
          <Source what={sentence(view.fact)} source={view.source} />
          <CodeBlock code={JSON.stringify(view.value, null, 2)} label={view.fact} />
        </>
      );
  }
}

type StatementView = Extract<EvidenceView, { readonly kind: "statement" }>;

function Statement({
  view: { source, sid, statement },
  resourceArn,
  linkable,
}: { readonly view: StatementView } & Omit<FindingEvidenceProps, "evidence">) {
  const place = linkable ? statementPlace(resourceArn, source, statement) : null;
  const name = sid ? `Statement “${sid}”` : "Statement";
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <Source what={name} source={source} />
        {place ? (
          <TextLink href={place.href} className="text-sm">
            {place.label}
            <span className="sr-only">
              : {name} in {source}
            </span>
          </TextLink>
        ) : null}
      </div>
      <CodeBlock code={JSON.stringify(statement, null, 2)} label="policy statement" />
    </>
  );
}

function Source({ what, source }: { readonly what: string; readonly source: string }) {
  return (
    <p className="min-w-0 text-xs text-muted [overflow-wrap:anywhere]">
      <span className="font-medium text-ink">{what}</span> in <code>{source}</code>
    </p>
  );
}

/** A way to gain rights, step by step. */
function Path({ path }: { readonly path: Extract<EvidenceView, { readonly kind: "path" }> }) {
  const { title, steps, gains, potential } = path;
  return (
    <div className="rounded-md border border-line px-3 py-2 text-sm">
      <p className="font-medium [overflow-wrap:anywhere]">{title}</p>
      <ol className="mt-1 grid list-decimal grid-cols-1 gap-0.5 pl-5">
        {steps.map(({ action, resources }) => (
          <li key={`${action} ${resources.join(" ")}`} className="[overflow-wrap:anywhere]">
            <code className="text-xs">{action}</code>
            {resources.length > 0 ? (
              <>
                {" "}
                on <code className="text-xs text-muted">{resources.join(", ")}</code>
              </>
            ) : null}
          </li>
        ))}
      </ol>
      {gains.length > 0 ? (
        <p className="mt-1 text-muted [overflow-wrap:anywhere]">
          {potential ? "It might gain" : "It gains"}: {gains.join(", ")}
        </p>
      ) : null}
      {potential ? (
        <p className="mt-1 text-xs text-faint">Perhaps: it rests on something that is not known here.</p>
      ) : null}
    </div>
  );
}

function sentence(fact: string): string {
  return fact.charAt(0).toUpperCase() + fact.slice(1);
}
