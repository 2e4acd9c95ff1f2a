import { cn } from "#lib/client/class-names.ts";
import type { DiffLine } from "#lib/domain/roles/diff-statements.ts";

const looks = {
  kept: { sign: " ", tone: "", said: "" },
  removed: { sign: "−", tone: "bg-critical-soft", said: "removed: " },
  added: { sign: "+", tone: "bg-good-soft", said: "added: " },
} as const;

/** Two texts of a policy laid over each other, line by line. */
export function PolicyDiff({ lines, label }: { readonly lines: readonly DiffLine[]; readonly label: string }) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line bg-sunken">
      <figcaption className="sr-only">Changes of {label}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} className="max-h-96 overflow-auto py-1 text-xs leading-5">
        <code className="block w-max min-w-full">
          {lines.map(({ change, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity than their place.
            <span key={index} className={cn("block px-3", looks[change].tone)}>
              <span aria-hidden className="mr-2 inline-block w-2 text-faint select-none">
                {looks[change].sign}
              </span>
              {looks[change].said ? <span className="sr-only">{looks[change].said}</span> : null}
              {text}
            </span>
          ))}
        </code>
      </pre>
    </figure>
  );
}
