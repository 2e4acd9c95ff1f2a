import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatCount, formatPercent } from "#lib/client/format.ts";
import type { QuotaClassView } from "#lib/domain/views/collection-settings.ts";
import { percentText } from "./collection-draft.ts";

interface CollectionQuotasProps {
  readonly quotaClasses: readonly QuotaClassView[];
  readonly defaultShare: number;
  readonly shares: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (name: string, text: string) => void;
}

/** How much of each of AWS's quotas syncs may take; the rest is left to deployments and to people. */
export function CollectionQuotas({ quotaClasses, defaultShare, shares, errors, onChange }: CollectionQuotasProps) {
  return (
    <Card aria-label="Share of AWS’s quotas">
      <CardHeader
        title="Share of AWS’s quotas"
        reading={`In each account and Region, everybody who calls AWS shares these rates: your deployments, the AWS console, Lamplight. A higher share makes syncs faster and leaves less to the others. Empty is the default of ${formatPercent(defaultShare)}. Where AWS publishes no rate, one that is known to pass is taken.`}
      />
      <CardBody>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <section aria-label="Quotas, scrolls sideways" className="relative overflow-x-auto" tabIndex={0}>
          <table className="w-full text-sm">
            <thead>
              <tr className="border-b border-line text-left text-xs text-faint">
                <th scope="col" className="py-1.5 pr-3 font-medium">
                  Quota
                </th>
                <th scope="col" className="px-2 font-medium">
                  Share
                </th>
                <th scope="col" className="pl-2 text-right font-medium">
                  Lamplight takes, of what AWS grants
                </th>
              </tr>
            </thead>
            <tbody>
              {quotaClasses.map((quota) => (
                <QuotaRow
                  key={quota.name}
                  quota={quota}
                  text={shares[quota.name] ?? ""}
                  defaultShare={defaultShare}
                  error={errors[quota.name]}
                  onChange={(text) => onChange(quota.name, text)}
                />
              ))}
            </tbody>
          </table>
        </section>
      </CardBody>
    </Card>
  );
}

interface QuotaRowProps {
  readonly quota: QuotaClassView;
  readonly text: string;
  readonly defaultShare: number;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}

function QuotaRow({ quota, text, defaultShare, error, onChange }: QuotaRowProps) {
  const { title, why, limit, unit, published } = quota;
  const typed = text.trim() === "" ? defaultShare : Number(text.replace("%", "")) / 100;
  const taken = typed > 0 && typed <= 1 ? typed * limit : null;
  return (
    <tr className="border-b border-line align-top last:border-0">
      <th scope="row" className="max-w-prose py-2 pr-3 text-left font-medium">
        {title}
        <span className="block font-normal text-muted">{sentence(why)}</span>
      </th>
      <td className="px-2 py-1.5">
        <Field
          label={<span className="sr-only">{`Share of ${title} in percent`}</span>}
          error={error}
          className="w-24 sm:w-28"
        >
          <span className="flex items-center gap-1.5">
            <Input
              inputMode="decimal"
              autoComplete="off"
              placeholder={percentText(defaultShare)}
              className="tabular w-16 text-right sm:w-20"
              value={text}
              onChange={(event) => onChange(event.target.value)}
            />
            <span aria-hidden className="text-muted">
              %
            </span>
          </span>
        </Field>
      </td>
      <td className="tabular py-2 pl-2 text-right">
        <span className="font-medium">{taken === null ? "–" : amount(taken, unit)}</span> of {amount(limit, unit)}{" "}
        {unitWords[unit]}
        {published ? null : <span className="block text-xs text-faint">not published</span>}
      </td>
    </tr>
  );
}

/** What completes "so that …" as a sentence of its own. */
function sentence(why: string): string {
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}`;
}

const unitWords = { callsPerSecond: "calls/s", atOnce: "at once" } as const;

function amount(value: number, unit: QuotaClassView["unit"]): string {
  return formatCount(unit === "atOnce" ? Math.max(1, Math.floor(value)) : value);
}
