import type { StatementLink } from "#lib/domain/views/role-detail.ts";

/**
 * Leads to a statement in the documents of the page. A plain link: the browser itself unfolds and marks what it leads to.
 * `page` is the address of the page with the documents, where this is another one.
 */
export function StatementRef({ link, page = "" }: { readonly link: StatementLink; readonly page?: string }) {
  if (link.anchor === null) return <span className="text-muted">{link.label}</span>;
  return (
    <a
      href={`${page}#${link.anchor}`}
      className="rounded-sm text-accent underline decoration-accent/30 underline-offset-2 [overflow-wrap:anywhere] hover:decoration-accent"
    >
      {link.label}
    </a>
  );
}

/** Statements that are named before the rest is folded away. */
const mostNamed = 3;

/** Where the proofs of something stand, the first few and how many more. */
export function StatementRefs({ links }: { readonly links: readonly StatementLink[] }) {
  if (links.length === 0) return null;
  // One more is as short as saying that there is one more.
  const shown = links.length <= mostNamed + 1 ? links : links.slice(0, mostNamed);
  const rest = links.slice(shown.length);
  return (
    <span className="text-sm">
      <span className="text-faint">By </span>
      <Refs links={shown} />
      {rest.length > 0 ? (
        <details className="inline [&[open]>summary]:hidden">
          <summary className="ml-1 inline rounded-sm text-muted underline decoration-dotted underline-offset-2">
            and {rest.length} more statements
          </summary>
          , <Refs links={rest} />
        </details>
      ) : null}
    </span>
  );
}

function Refs({ links }: { readonly links: readonly StatementLink[] }) {
  return links.map((link, index) => (
    <span key={link.anchor ?? link.label}>
      {index > 0 ? ", " : ""}
      <StatementRef link={link} />
    </span>
  ));
}
