import { TextLink } from "#components/ui/text-link.tsx";
import type { PlaceReading } from "./types.ts";

interface PlaceValuesProps {
  readonly reading: PlaceReading;
  /** Whether notes can be followed: not in what follows the pointer. */
  readonly linked?: boolean;
}

/** All values of one place, and what is to be known of it. */
export function PlaceValues({ reading: { values, notes }, linked = false }: PlaceValuesProps) {
  return (
    <>
      <dl className="grid gap-0.5 text-xs">
        {values.map(({ id, label, color, text, dashed }) => (
          <div key={id} className="flex items-center gap-2">
            <span
              aria-hidden
              className={`w-3 shrink-0 border-t-2 ${dashed ? "border-dotted" : ""}`}
              style={{ borderColor: color ?? "transparent" }}
            />
            <dt className="one-line max-w-48 flex-1 text-muted">{label}</dt>
            <dd className="tabular font-medium text-ink">{text}</dd>
          </div>
        ))}
      </dl>
      {notes.length > 0 ? (
        <ul className="mt-1 grid gap-0.5 border-t border-line pt-1 text-xs text-muted">
          {notes.map(({ text, href }) => (
            <li key={`${text} ${href ?? ""}`} className="[overflow-wrap:anywhere]">
              {href && linked ? <TextLink href={href}>{text}</TextLink> : text}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
