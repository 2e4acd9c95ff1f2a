import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { formatBytes, formatDuration, formatMemory, formatNoun } from "#lib/client/format.ts";
import { type ArrangedField, arrangeFields, type FieldValue } from "#lib/domain/fleet/arrange-fields.ts";
import type { Json, JsonObject } from "#lib/domain/fleet/observed.ts";

interface FieldCardsProps {
  readonly document: JsonObject;
  /** Younger fields of what is asked for beside the configuration. */
  readonly more: readonly FieldValue[];
}

/** Every field of a function as AWS sent it: known ones in groups with plain names, and those that are new. */
export function FieldCards({ document, more }: FieldCardsProps) {
  const arranged = arrangeFields(document);
  const { groups } = arranged;
  const other = [...arranged.other, ...more];
  return (
    <>
      {groups.map(({ title, fields }) => (
        <Card key={title} aria-label={title}>
          <CardHeader title={title} />
          <CardBody>
            <DescriptionList items={fields.map(item)} />
          </CardBody>
        </Card>
      ))}
      {other.length > 0 ? <OtherFields other={other} /> : null}
      <DocumentCard document={document} reading="ListFunctions and GetFunction" />
    </>
  );
}

/** A document to look at and to copy. */
export function DocumentCard({ document, reading }: { readonly document: JsonObject; readonly reading: string }) {
  return (
    <Card aria-label="As AWS sent it">
      <CardHeader
        title="As AWS sent it"
        reading={`${reading}. Values of variables are fingerprints; signed addresses are left out.`}
      />
      <CardBody>
        <Disclosure summary="Show the JSON">
          <CodeBlock label="JSON" code={JSON.stringify(document, null, 2)} />
        </Disclosure>
      </CardBody>
    </Card>
  );
}

function OtherFields({ other }: { readonly other: readonly FieldValue[] }) {
  return (
    <Card aria-label="Other fields that AWS sent">
      <CardHeader
        title="Other fields that AWS sent"
        reading={`${formatNoun(other.length, "field")} younger than this version of Lamplight`}
      />
      <CardBody>
        <DescriptionList
          items={other.map(({ path, value }) => ({
            key: path,
            label: <code className="text-xs [overflow-wrap:anywhere]">{path}</code>,
            value: <PlainValue value={value} />,
          }))}
        />
      </CardBody>
    </Card>
  );
}

function item({ path, label, help, value, unit }: ArrangedField) {
  return {
    key: path,
    label: (
      <Tooltip
        trigger={
          <button
            type="button"
            className="cursor-help text-left underline decoration-faint decoration-dotted underline-offset-3"
          >
            {label}
            {/\[\d+\]/.test(path) ? ` ${placeOf(path)}` : ""}
          </button>
        }
      >
        {help}
      </Tooltip>
    ),
    value: typeof value === "number" && unit ? written(value, unit) : <PlainValue value={value} />,
  };
}

/** Entries of a list are counted from 1. */
function placeOf(path: string): number {
  return Number(/\[(\d+)\]/.exec(path)?.[1] ?? 0) + 1;
}

function written(value: number, unit: "bytes" | "megabytes" | "seconds" | "days"): string {
  switch (unit) {
    case "bytes":
      return formatBytes(value);
    case "megabytes":
      return formatMemory(value);
    case "seconds":
      return formatDuration(value * 1000);
    case "days":
      return formatNoun(value, "day");
  }
}

/** A value of any kind, always as text. A fingerprint says what it stands for. */
export function PlainValue({ value }: { readonly value: Json }) {
  if (value === null || value === "") return <FactValue none="Empty">{null}</FactValue>;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) {
    if (value.length === 0) return <FactValue none="None">{null}</FactValue>;
    return (
      <ul>
        {value.map((one: Json, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries of a list may be equal, and never move.
          <li key={place}>
            <code className="text-xs">{textOf(one)}</code>
          </li>
        ))}
      </ul>
    );
  }
  const text = textOf(value);
  return /^arn:|^[A-Za-z0-9+/=_-]{30,}$/.test(text) ? <code className="text-xs">{text}</code> : text;
}

function textOf(value: Json): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
