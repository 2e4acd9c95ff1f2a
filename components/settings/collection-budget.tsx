import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { cn } from "#lib/client/class-names.ts";
import { formatUsd } from "#lib/client/format.ts";
import { type EconomyLevelView, levelFor } from "#lib/domain/views/collection-settings.ts";
import { readBudget } from "./collection-draft.ts";

interface CollectionBudgetProps {
  readonly budget: string;
  readonly error: string | undefined;
  readonly spentUsd: number;
  readonly levels: readonly EconomyLevelView[];
  readonly onChange: (budget: string) => void;
}

/** The month's budget, with what each level of economy comes to beside it: one sees what a budget buys while typing. */
export function CollectionBudget({ budget, error, spentUsd, levels, onChange }: CollectionBudgetProps) {
  const typed = readBudget(budget);
  const bought = typeof typed === "string" ? null : levelFor(typed, levels);
  return (
    <Card aria-label="Monthly budget">
      <CardHeader
        title="Monthly budget"
        reading="AWS bills metrics by the number requested and log scans by the gigabyte; everything else that Lamplight reads is free. Near the budget it reads less often, in this order. Dollars at list prices, by UTC month."
      />
      <CardBody className="grid grid-cols-1 gap-4 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <div>
          <Field
            label="Dollars a month"
            help={`Empty: no budget, nothing is slowed. 0: nothing that AWS bills. Spent this month: ${formatUsd(spentUsd)}.`}
            error={error}
          >
            <Input
              name="budget"
              inputMode="decimal"
              autoComplete="off"
              placeholder="no budget"
              className="tabular"
              value={budget}
              onChange={(event) => onChange(event.target.value)}
            />
          </Field>
          <p aria-live="polite" className="mt-2 text-sm">
            {bought ? `With this, Lamplight ${bought.title}.` : ""}
            {levels.length === 0 ? "What a budget buys is known once functions have been listed." : ""}
          </p>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <section aria-label="What a budget buys" className="relative overflow-x-auto" tabIndex={0}>
          <table className="w-full text-sm">
            <caption className="sr-only">What each level of economy costs</caption>
            <thead>
              <tr className="border-b border-line text-left text-xs text-faint">
                <th scope="col" className="py-1.5 pr-3 pl-2 font-medium">
                  Lamplight …
                </th>
                <th scope="col" className="px-3 text-right font-medium">
                  This month
                </th>
                <th scope="col" className="px-2 text-right font-medium whitespace-nowrap">
                  A full month
                </th>
              </tr>
            </thead>
            <tbody>
              {levels.map(({ level, title, thisMonthUsd, fullMonthUsd }) => (
                <tr
                  key={level}
                  aria-current={level === bought?.level ? "true" : undefined}
                  className={cn("border-b border-line last:border-0", level === bought?.level && "bg-accent-soft")}
                >
                  <td className="py-1.5 pr-3 pl-2">
                    {title}
                    {level === bought?.level ? <span className="ml-2 text-xs text-accent">what this buys</span> : null}
                  </td>
                  <td className="tabular px-3 text-right">{formatUsd(thisMonthUsd)}</td>
                  <td className="tabular px-2 text-right">{formatUsd(fullMonthUsd)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </CardBody>
    </Card>
  );
}
