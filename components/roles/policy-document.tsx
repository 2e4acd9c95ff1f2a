import { ChevronRight } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { cn } from "#lib/client/class-names.ts";
import { formatNoun } from "#lib/client/format.ts";
import type { Severity } from "#lib/domain/findings/finding.ts";
import { foldStatements, isLit } from "#lib/domain/roles/fold-statements.ts";
import { graver } from "#lib/domain/roles/graver.ts";
import { orderedStatement, statementText } from "#lib/domain/roles/statement-text.ts";
import { verdictWords } from "#lib/domain/roles/verdict-words.ts";
import type { PolicyKind, PolicyView, StatementMark, StatementView } from "#lib/domain/views/role-detail.ts";

const kinds: Readonly<Record<PolicyKind, string>> = {
  attached: "Attached policy",
  inline: "Inline policy",
  boundary: "Permissions boundary, which grants nothing and limits all",
  trust: "Trust policy: who may assume the role",
};

const edges: Readonly<Record<Severity, string>> = {
  critical: "border-critical bg-critical-soft",
  high: "border-high bg-high-soft",
  medium: "border-medium bg-medium-soft",
  low: "border-low bg-low-soft",
};

interface PolicyDocumentProps {
  readonly policy: PolicyView;
  readonly open: boolean;
}

/** One policy document, statement by statement as written; the statements that prove a verdict are lit, the others fold. */
export function PolicyDocument({ policy, open }: PolicyDocumentProps) {
  const { name, kind, version, source, statements, anchor } = policy;
  const whole = { ...policy.head, Statement: statements.map(({ statement }) => orderedStatement(statement)) };
  return (
    <section aria-label={name} className="relative min-w-0 rounded-lg border border-line bg-surface">
      <details open={open} id={anchor} className="group/document scroll-mt-20">
        <summary className="flex list-none items-start gap-2 py-2 pr-12 pl-3 [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className="mt-0.5 size-4 shrink-0 text-faint transition-transform group-open/document:rotate-90"
          />
          <span className="min-w-0 flex-1">
            <span className="block text-sm font-semibold [overflow-wrap:anywhere]">
              <bdi>{name}</bdi>
            </span>
            <span className="block text-xs text-faint [overflow-wrap:anywhere]">
              {kinds[kind]}
              {version ? `, version ${version}` : ""}
              {source.startsWith("arn:") ? `, ${source}` : ""}
            </span>
          </span>
          <Count policy={policy} />
        </summary>
        <div className="grid grid-cols-1 gap-2 border-t border-line p-3">
          {policy.unknown === null ? (
            <Statements statements={statements} />
          ) : (
            <Callout tone="warning">{policy.unknown}</Callout>
          )}
        </div>
      </details>
      {policy.unknown === null ? (
        <span className="absolute top-2 right-2">
          <CopyButton text={JSON.stringify(whole, null, 2)} what="document" />
        </span>
      ) : null}
    </section>
  );
}

/** How many statements there are, and how many of them prove something. */
function Count({ policy: { statements, unknown } }: { readonly policy: PolicyView }) {
  if (unknown !== null) return <Badge tone="outline">not known</Badge>;
  const lit = statements.filter(isLit);
  const gravest = lit.reduce<Severity | null>((worst, one) => graver(worst, severityOf(one)), null);
  const all = formatNoun(statements.length, "statement");
  return gravest ? <Badge tone={gravest}>{`${lit.length} of ${all} lit`}</Badge> : <Badge>{all}</Badge>;
}

function Statements({ statements }: { readonly statements: readonly StatementView[] }) {
  if (statements.length === 0) return <p className="text-sm text-muted">It has no statement.</p>;
  return foldStatements(statements).map(({ folded, statements: run }) => {
    const shown = run.map((statement) => <Statement key={statement.anchor} statement={statement} />);
    const first = run[0]?.anchor;
    return folded ? (
      <Disclosure key={first} summary={`${formatNoun(run.length, "statement")}, not lit`}>
        <div className="grid grid-cols-1 gap-2">{shown}</div>
      </Disclosure>
    ) : (
      <div key={first} className="grid grid-cols-1 gap-2">
        {shown}
      </div>
    );
  });
}

/** A statement that can be linked to; whatever leads here lights its frame. */
function Statement({ statement: view }: { readonly statement: StatementView }) {
  const { anchor, number, statement, marks } = view;
  const severity = severityOf(view);
  return (
    <div
      id={anchor}
      tabIndex={-1}
      className={cn(
        "min-w-0 scroll-mt-20 rounded-md border-l-4 target:outline-2 target:outline-offset-2 target:outline-accent data-target:outline-2 data-target:outline-offset-2 data-target:outline-accent",
        severity ? edges[severity] : "border-line bg-sunken",
      )}
    >
      <p className="flex flex-wrap items-center gap-1 px-3 pt-2 text-xs text-muted">
        <span className="mr-1">Statement {number}</span>
        <Marks marks={marks} />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} className="max-h-[28rem] overflow-auto px-3 py-2 text-xs leading-5">
        <code>{statementText(statement)}</code>
      </pre>
    </div>
  );
}

function severityOf({ marks }: StatementView): Severity | null {
  return marks.reduce<Severity | null>((worst, { severity }) => graver(worst, severity), null);
}

/** What a statement proves that weighs; where it is only ordinary work, that. */
function Marks({ marks }: { readonly marks: readonly StatementMark[] }) {
  const graves = marks.flatMap(({ kind, severity }) => (severity === null ? [] : [{ kind, severity }]));
  if (graves.length === 0) return marks.length === 0 ? null : <Badge>Ordinary work</Badge>;
  return graves.map(({ kind, severity }) => (
    <Badge key={kind} tone={severity}>
      {kind === "trust" ? "Lets in more than meant" : verdictWords[kind].mark}
    </Badge>
  ));
}
