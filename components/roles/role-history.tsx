import { Badge } from "#components/ui/badge.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { cn } from "#lib/client/class-names.ts";
import { formatNoun } from "#lib/client/format.ts";
import type { DiffLine, StatementDiff } from "#lib/domain/roles/diff-statements.ts";
import type { DocumentChange, RoleHistory as History, HistoryEntry } from "#lib/domain/roles/role-history.ts";

/** What changed about the role and its policies, statement by statement, the latest first. */
export function RoleHistory({ history: { entries, since } }: { readonly history: History }) {
  return (
    <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
      {entries.map((entry) => (
        <Entry key={entry.at} entry={entry} />
      ))}
      <li className="px-4 py-3 text-sm text-muted">
        {since === null ? (
          "No history of the role itself is kept, since its trust policy does not let Lambda assume it; changes of its managed policies are told."
        ) : (
          <>
            {entries.length === 0
              ? "Nothing about it or its policies has changed since Lamplight first read it, "
              : "First read by Lamplight "}
            <Instant at={since} />. What was before is not known here.
          </>
        )}
      </li>
    </ol>
  );
}

const events = { changed: null, gone: "The role was gone", returned: "The role was there again" } as const;

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const { at, event, attached, detached, boundary, tags, documents } = entry;
  return (
    <li className="grid grid-cols-1 gap-2 px-4 py-3">
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-faint">
        <span className="font-medium text-ink">
          <Instant at={at} />
        </span>
        <RelativeTime at={at} />
      </p>
      {events[event] ? <p className="text-sm font-medium">{events[event]}.</p> : null}
      {attached.map((arn) => (
        <Sign key={arn} change="added" text={`Policy attached: ${arn}`} />
      ))}
      {detached.map((arn) => (
        <Sign key={arn} change="removed" text={`Policy detached: ${arn}`} />
      ))}
      {boundary?.before ? <Sign change="removed" text={`Permissions boundary was ${boundary.before}`} /> : null}
      {boundary?.after ? <Sign change="added" text={`Permissions boundary is ${boundary.after}`} /> : null}
      {tags.length > 0 ? <p className="text-sm text-muted">Tags changed: {tags.join(", ")}</p> : null}
      {documents.map((document) => (
        <Document key={`${document.kind} ${document.name}`} document={document} />
      ))}
    </li>
  );
}

function Sign({ change, text }: { readonly change: "added" | "removed"; readonly text: string }) {
  return (
    <p
      className={cn(
        "rounded-sm px-2 py-1 text-sm [overflow-wrap:anywhere]",
        change === "added" ? "bg-good-soft" : "bg-critical-soft",
      )}
    >
      <span aria-hidden>{change === "added" ? "+ " : "− "}</span>
      {text}
    </p>
  );
}

const nouns = { trust: "Trust policy", inline: "Inline policy", managed: "Managed policy" } as const;
const tones = { added: "good", removed: "critical", changed: "neutral" } as const;

function Document({ document: { kind, name, change, diff } }: { readonly document: DocumentChange }) {
  const { statements, kept, headChanged } = diff;
  return (
    <Disclosure
      defaultOpen
      summary={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 [overflow-wrap:anywhere]">
          <span>
            {nouns[kind]}
            {kind === "trust" ? "" : <bdi> {name}</bdi>}
          </span>
          <Badge tone={tones[change]}>{change}</Badge>
        </span>
      }
    >
      <div className="grid grid-cols-1 gap-2">
        {statements.map((statement, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: statements have no other identity than their place.
          <Statement key={index} statement={statement} />
        ))}
        {headChanged ? <p className="text-xs text-muted">Its version or id changed.</p> : null}
        {kept > 0 ? <p className="text-xs text-faint">{formatNoun(kept, "statement")} as before.</p> : null}
      </div>
    </Disclosure>
  );
}

function Statement({ statement: { change, sid, lines } }: { readonly statement: StatementDiff }) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line">
      <figcaption className="border-b border-line bg-sunken px-3 py-1 text-xs text-muted">
        Statement {sid ? `“${sid}” ` : ""}
        {change}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} className="max-h-[36rem] overflow-auto py-1 text-xs leading-5">
        <code className="block w-max min-w-full">
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity than their place.
            <Line key={index} line={line} />
          ))}
        </code>
      </pre>
    </figure>
  );
}

const lineLooks = {
  kept: { sign: " ", tone: "", said: "" },
  removed: { sign: "−", tone: "bg-critical-soft", said: "removed: " },
  added: { sign: "+", tone: "bg-good-soft", said: "added: " },
} as const;

function Line({ line: { change, text } }: { readonly line: DiffLine }) {
  const { sign, tone, said } = lineLooks[change];
  return (
    <span className={cn("block px-3", tone)}>
      <span aria-hidden className="mr-2 inline-block w-2 text-faint select-none">
        {sign}
      </span>
      {said ? <span className="sr-only">{said}</span> : null}
      {text}
    </span>
  );
}
