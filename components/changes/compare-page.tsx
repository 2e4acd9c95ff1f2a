import { ListHeader } from "#components/layout/list-header.tsx";
import { Breadcrumbs } from "#components/ui/breadcrumbs.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { ComparisonView } from "#lib/domain/views/changes.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import { ChangeFields } from "./change-fields.tsx";
import { MomentPicker } from "./moment-picker.tsx";

interface ComparePageProps {
  readonly arn: string | null;
  readonly comparison: ComparisonView | null;
  readonly search: string;
  readonly matches: readonly {
    readonly arn: string;
    readonly name: string;
    readonly accountId: string;
    readonly region: string;
  }[];
}

/** One function at two of its moments. */
export function ComparePage({ arn, comparison, search, matches }: ComparePageProps) {
  return (
    <>
      <Breadcrumbs crumbs={[{ label: "Changes", href: "/changes" }, { label: "Compare two moments" }]} />
      <ListHeader
        title={comparison ? comparison.name : "Compare two moments"}
        description="How one function differs between any two moments that Lamplight has seen. The scope bar does not apply."
      />
      <form action="/changes/compare" className="mb-4 flex max-w-xl items-end gap-2">
        <Field label="Function" className="flex-1">
          <Input name="q" defaultValue={search} placeholder="Name, ARN or a part of it" />
        </Field>
        <Button type="submit">Find function</Button>
      </form>
      {search === "" ? null : (
        <ul className="mb-4 grid grid-cols-1 gap-1 text-sm">
          {matches.map((match) => (
            <li key={match.arn} className="[overflow-wrap:anywhere]">
              <TextLink href={`/changes/compare?arn=${encodeURIComponent(match.arn)}`}>{match.name}</TextLink>{" "}
              <span className="text-faint">
                {match.accountId}, {match.region}
              </span>
            </li>
          ))}
          {matches.length === 0 ? (
            <li className="text-muted">No function that Lamplight has seen has that in its ARN.</li>
          ) : null}
        </ul>
      )}
      {comparison ? <Comparison comparison={comparison} /> : null}
      {arn !== null && comparison === null ? (
        <Callout tone="warning">Lamplight has no snapshot of {arn}. Find the function by its name.</Callout>
      ) : null}
    </>
  );
}

function Comparison({ comparison }: { readonly comparison: ComparisonView }) {
  const { arn, moments, before, after, fields, summary } = comparison;
  return (
    <>
      <div className="mb-4 flex flex-wrap gap-4">
        <MomentPicker label="Before" param="before" moments={moments} value={before} />
        <MomentPicker label="After" param="after" moments={moments} value={after} />
      </div>
      <Card>
        <CardHeader
          title={summary}
          reading={
            moments.length === 1
              ? "It has looked the same ever since it was first seen: there is only one moment to choose."
              : `${moments.length} moments are known, each the beginning of a state that was seen.`
          }
          actions={<TextLink href={functionHref(arn)}>Open the function</TextLink>}
        />
        <CardBody>
          <ChangeFields fields={fields} />
        </CardBody>
      </Card>
    </>
  );
}
