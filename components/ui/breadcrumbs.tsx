import { TextLink } from "./text-link.tsx";

export interface Crumb {
  readonly label: string;
  readonly href?: string;
}

/** The way up from here. */
export function Breadcrumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className="flex flex-wrap items-center gap-1.5 text-sm text-faint">
        {crumbs.map((crumb, index) => (
          <li key={crumb.label} className="flex items-center gap-1.5">
            {index > 0 ? <span aria-hidden>/</span> : null}
            {crumb.href ? <TextLink href={crumb.href}>{crumb.label}</TextLink> : <span>{crumb.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
