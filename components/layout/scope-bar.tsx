"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { MultiPicker } from "#components/ui/multi-picker.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { cn } from "#lib/client/class-names.ts";
import { useScope } from "#lib/client/use-scope.ts";
import { AsOfPicker } from "./as-of-picker.tsx";
import { CompareToggle } from "./compare-toggle.tsx";
import type { FrameData } from "./frame-data.ts";
import { type ScopePart, scopeAt } from "./pages.ts";
import { RangePicker } from "./range-picker.tsx";
import { TeamPicker } from "./team-picker.tsx";

/** What the whole console is narrowed to. It lives in the URL; parts that mean nothing on this page are disabled. */
export function ScopeBar({ options }: { readonly options: FrameData["scopeOptions"] }) {
  const { scope, setScope, pending } = useScope();
  const applies = scopeAt(usePathname());
  const off = (part: ScopePart) => !applies.includes(part);
  return (
    <fieldset
      // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the bar scrolls, also where all its parts are disabled.
      tabIndex={0}
      aria-label="Scope"
      aria-busy={pending}
      className={cn("flex min-w-0 items-center gap-1 overflow-x-auto py-0.5", pending && "opacity-70")}
    >
      <Part disabled={off("accounts")}>
        <MultiPicker
          label="Accounts"
          all="All accounts"
          disabled={off("accounts")}
          options={options.accounts.map(({ id, name }) => ({ value: id, label: name, hint: id }))}
          value={scope.accounts}
          onChange={(accounts) => setScope({ accounts: [...accounts] })}
        />
      </Part>
      <Part disabled={off("regions")}>
        <MultiPicker
          label="Regions"
          all="All Regions"
          disabled={off("regions")}
          options={options.regions.map((region) => ({ value: region, label: region }))}
          value={scope.regions}
          onChange={(regions) => setScope({ regions: [...regions] })}
        />
      </Part>
      <Part disabled={off("team")}>
        <TeamPicker
          teams={options.teams}
          disabled={off("team")}
          value={scope.team}
          onChange={(team) => setScope({ team })}
        />
      </Part>
      <span aria-hidden className="mx-1 h-4 w-px shrink-0 bg-line" />
      <Part disabled={off("range")}>
        <RangePicker disabled={off("range")} value={scope.range} onChange={(range) => setScope({ range })} />
      </Part>
      <Part disabled={off("compare")}>
        <CompareToggle disabled={off("compare")} value={scope.compare} onChange={(compare) => setScope({ compare })} />
      </Part>
      <Part disabled={off("asof")}>
        <AsOfPicker disabled={off("asof")} value={scope.asof} onChange={(asof) => setScope({ asof })} />
      </Part>
    </fieldset>
  );
}

function Part({ disabled, children }: { readonly disabled: boolean; readonly children: ReactNode }) {
  if (!disabled) return children;
  return (
    <Tooltip side="bottom" trigger={<span className="inline-flex shrink-0">{children}</span>}>
      Does not apply here
    </Tooltip>
  );
}
