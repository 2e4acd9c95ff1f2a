import { Callout } from "#components/ui/callout.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatBytes, formatNoun, formatUsd } from "#lib/client/format.ts";
import type { LogExampleView } from "#lib/domain/views/failures.ts";

type Latest = NonNullable<LogExampleView["latest"]>;

/** How the last request for example lines stands, in a sentence or two: what is read aloud when it changes. */
export function ExampleStatus({ latest }: { readonly latest: Latest }) {
  switch (latest.state) {
    case "waiting":
      return <p className="text-sm text-muted">Waiting for a worker to ask AWS…</p>;
    case "running":
      return <p className="text-sm text-muted">AWS searches the log. This takes some seconds…</p>;
    case "done":
      return <Fetched latest={latest} />;
    case "expired":
      return (
        <p className="text-sm text-muted">
          Lines were fetched <RelativeTime at={latest.requestedAt} /> and have been let go since.
        </p>
      );
    case "denied":
      return <Trouble latest={latest} title="AWS denied this" />;
    case "refused":
      return <Trouble latest={latest} title="The month’s budget does not have it" />;
    case "failed":
      return <Trouble latest={latest} title="The lines could not be fetched" />;
  }
}

function Trouble({ latest: { reason, remedy }, title }: { readonly latest: Latest; readonly title: string }) {
  return (
    <Callout tone="warning" title={title}>
      {reason} {remedy}
    </Callout>
  );
}

function Fetched({ latest }: { readonly latest: Latest }) {
  const { lines, bytes, usd, expiresAt, requestedBy } = latest;
  const cost = usd === null ? "at a price that is not known" : `for ${formatUsd(usd)}`;
  return (
    <p className="text-sm text-muted">
      {lines.length === 0
        ? "Nothing was found in this window: the lines may be gone, or written in another way. "
        : `${formatNoun(lines.length, "line")}, the latest first, with secrets taken out. `}
      {requestedBy} had AWS scan {bytes === null ? "an unknown amount" : formatBytes(bytes)} {cost}.
      {expiresAt === null ? null : (
        <>
          {" "}
          Kept until <Instant at={expiresAt} />.
        </>
      )}
    </p>
  );
}

/** The redacted lines. */
export function ExampleList({ lines }: Pick<Latest, "lines">) {
  if (lines.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <ol aria-label="Lines" tabIndex={0} className="grid max-h-96 gap-2 overflow-y-auto">
      {lines.map(({ at, text }, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines may be alike to the letter, and never move.
        <li key={k} className="rounded-sm bg-sunken/50 px-2 py-1 text-xs">
          <span className="text-faint">
            <Instant at={at} />
          </span>
          <pre className="whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</pre>
        </li>
      ))}
    </ol>
  );
}
