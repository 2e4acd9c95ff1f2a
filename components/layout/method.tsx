import type { ReactNode } from "react";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatExact, formatPercent } from "#lib/client/format.ts";

export interface MethodProps {
  /** How it is computed, in words or a formula. */
  readonly formula: ReactNode;
  /** Where its inputs come from: "Logs Insights REPORT lines", "CloudWatch Invocations". */
  readonly sources: readonly string[];
  /** How many observations it rests on. */
  readonly n?: number | null;
  /** Share of what happened that was seen, 0 to 1. */
  readonly coverage?: number | null;
  /** What it does not account for. */
  readonly caveats?: readonly string[];
}

/** How a figure was computed: formula, sources, n, coverage. Closed until asked for. */
export function Method({ formula, sources, n, coverage, caveats = [] }: MethodProps) {
  return (
    <Disclosure summary="Method" className="mt-2">
      <dl className="grid max-w-[80ch] gap-x-4 gap-y-1.5 text-sm sm:grid-cols-[6rem_1fr]">
        <Row label="Formula">{formula}</Row>
        <Row label="Sources">{sources.join("; ")}</Row>
        {n === undefined ? null : <Row label="n">{n === null ? "not known" : formatExact(n)}</Row>}
        {coverage === undefined ? null : (
          <Row label={<Term name="coverage">Coverage</Term>}>
            {coverage === null ? "not known" : formatPercent(coverage)}
          </Row>
        )}
        {caveats.length > 0 ? <Row label="Left out">{caveats.join(" ")}</Row> : null}
      </dl>
    </Disclosure>
  );
}

function Row({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{label}</dt>
      <dd className="text-muted">{children}</dd>
    </>
  );
}
