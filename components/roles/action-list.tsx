import { formatExact } from "#lib/client/format.ts";

/** Actions that are named before the rest is folded away. */
const mostNamed = 6;

interface ActionListProps {
  readonly actions: readonly string[];
  /** How many there are, listed or not. */
  readonly total?: number;
}

/** Actions as AWS spells them, the first few; the rest on demand. */
export function ActionList({ actions, total = actions.length }: ActionListProps) {
  if (actions.length === 0) return null;
  const shown = actions.slice(0, mostNamed);
  const rest = actions.slice(mostNamed);
  const more = total - shown.length;
  const beyond = total - actions.length;
  return (
    <div className="flex flex-wrap items-baseline gap-1">
      <Actions actions={shown} />
      {rest.length > 0 ? (
        <details className="group/actions contents">
          <summary className="inline list-none rounded-sm px-1 text-xs text-muted underline decoration-dotted underline-offset-2 group-open/actions:hidden hover:text-ink [&::-webkit-details-marker]:hidden">
            {formatExact(more)} more
          </summary>
          <span className="flex flex-wrap items-baseline gap-1">
            <Actions actions={rest} />
            {beyond > 0 ? <span className="text-xs text-muted">and {formatExact(beyond)} others</span> : null}
          </span>
        </details>
      ) : beyond > 0 ? (
        <span className="text-xs text-muted">and {formatExact(beyond)} others</span>
      ) : null}
    </div>
  );
}

function Actions({ actions }: { readonly actions: readonly string[] }) {
  return actions.map((action) => (
    <code key={action} className="rounded-sm bg-pressed/70 px-1 py-px text-xs [overflow-wrap:anywhere]">
      {action}
    </code>
  ));
}
