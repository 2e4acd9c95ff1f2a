"use client";

import { useState } from "react";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Remedy, RemedyTool } from "#lib/domain/findings/remedies/remedy.ts";

/** The remedy in the way in which one changes AWS; the choice stays while one walks down the list. */
export function RemedyList({ remedies }: { readonly remedies: readonly Remedy[] }) {
  const [tool, setTool] = useState<RemedyTool>("AWS CLI");
  const remedy = remedies.find((one) => one.tool === tool) ?? remedies[0];
  if (!remedy) return <p className="text-sm text-muted">No remedy is written for this rule.</p>;
  return (
    <div className="grid grid-cols-1 gap-2">
      <Select
        label="Remedy for"
        value={remedy.tool}
        onChange={setTool}
        options={remedies.map((one) => ({ value: one.tool, label: one.tool }))}
        className="w-fit"
      />
      <CodeBlock code={remedy.code} label={remedy.tool} />
      <p className="text-xs text-faint">
        Lamplight only reads: nothing is changed for you. Words in capitals have to be filled in.
      </p>
    </div>
  );
}
