import type { ReactNode } from "react";
import { type TermName, termHref, terms } from "#lib/client/terms.ts";
import { ScopedLink } from "./scoped-link.tsx";
import { Tooltip } from "./tooltip.tsx";

/** A term of art: its definition on hover and focus, the page of all definitions on a click. */
export function Term({ name, children }: { readonly name: TermName; readonly children?: ReactNode }) {
  return (
    <Tooltip
      trigger={
        <ScopedLink
          href={termHref(name)}
          className="rounded-sm underline decoration-faint decoration-dotted underline-offset-3"
        >
          {children ?? name}
        </ScopedLink>
      }
    >
      {terms[name]}
    </Tooltip>
  );
}
