"use client";

import { useState } from "react";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatCount, formatUsd } from "#lib/client/format.ts";
import { type NumberRange, numberIn } from "#lib/client/number-in.ts";
import { compareEndpoint } from "#lib/domain/network/endpoint-break-even.ts";
import type { EndpointDefaults } from "#lib/domain/views/network.ts";

const fields = [
  { name: "gb", label: "GB a month to the service", least: 0, most: 10_000_000, whole: false },
  { name: "zones", label: "Availability Zones", least: 1, most: 20, whole: true },
  { name: "hour", label: "Endpoint, $ an hour and zone", least: 0, most: 1_000, whole: false },
  { name: "endpointGb", label: "Endpoint, $ a GB", least: 0, most: 1_000, whole: false },
  { name: "natGb", label: "NAT gateway, $ a GB", least: 0, most: 1_000, whole: false },
] as const satisfies readonly (NumberRange & { readonly name: string; readonly label: string })[];
type FieldName = (typeof fields)[number]["name"];

const written = (value: number | null) =>
  value === null ? "" : value.toLocaleString("en-US", { maximumSignificantDigits: 3, useGrouping: false });

/** From how many GB a month on an interface endpoint is cheaper than the NAT gateway that the traffic takes now. */
export function EndpointComparison({ defaults }: { readonly defaults: EndpointDefaults }) {
  const [values, setValues] = useState<Readonly<Record<FieldName, string>>>({
    gb: written(defaults.gbPerMonth),
    zones: "2",
    hour: written(defaults.endpointAzHourUsd),
    endpointGb: written(defaults.endpointGbUsd),
    natGb: written(defaults.natGbUsd),
  });
  const reading = answer(Object.fromEntries(fields.map((field) => [field.name, numberIn(values[field.name], field)])));
  return (
    <Card aria-label="Interface endpoint or NAT gateway" className="mt-4">
      <CardHeader
        title="Interface endpoint or NAT gateway?"
        reading={
          defaults.gbPerMonth === null
            ? "For services without a free gateway endpoint. No traffic is known to begin with: enter what you expect."
            : `For services without a free gateway endpoint. It begins with all that the busiest gateway${defaults.region ? ` of ${defaults.region}` : ""} carries; how much of it goes to one service, CloudWatch does not say.`
        }
      />
      <CardBody className="grid gap-3">
        <div className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-3">
          {fields.map((field) => (
            <Field key={field.name} label={field.label} error={errorOf(values[field.name], field)}>
              <Input
                inputMode="decimal"
                value={values[field.name]}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setValues((before) => ({ ...before, [field.name]: value }));
                }}
              />
            </Field>
          ))}
        </div>
        <p aria-live="polite" className="text-sm text-muted">
          {reading}
        </p>
        <p className="text-xs text-faint">
          Break-even = 730 × zones × price an hour ÷ (NAT price a GB − endpoint price a GB). The gateway&apos;s own
          hours are paid either way. List prices of {defaults.region ?? "your Region"} where they are known; empty
          fields are not.
        </p>
      </CardBody>
    </Card>
  );
}

function errorOf(text: string, range: NumberRange): string | undefined {
  if (text.trim() === "" || numberIn(text, range) !== null) return undefined;
  const { least, most, whole } = range;
  return `Give a ${whole ? "whole number" : "number"} from ${least} to ${most.toLocaleString("en-US")}.`;
}

function answer(given: Readonly<Record<string, number | null>>): string {
  const { gb = null, zones = null, hour = null, endpointGb = null, natGb = null } = given;
  if (zones === null || hour === null || endpointGb === null || natGb === null)
    return "Enter the prices and zones: what is empty is not known here.";
  const prices = { endpointAzHourUsd: hour, endpointGbUsd: endpointGb, natGbUsd: natGb };
  const { natUsd, endpointUsd, breakEvenGb } = compareEndpoint(gb ?? 0, zones, prices);
  const from =
    breakEvenGb === null
      ? "At these prices an endpoint is never cheaper."
      : `An endpoint is cheaper from ${formatCount(Number(breakEvenGb.toPrecision(3)))} GB a month on.`;
  if (gb === null) return from;
  if (endpointUsd === natUsd) return `${from} At ${formatCount(gb)} GB both cost ${formatUsd(natUsd)} a month.`;
  const cheaper = endpointUsd < natUsd ? "the endpoint" : "the NAT gateway";
  return `${from} At ${formatCount(gb)} GB: ${formatUsd(endpointUsd)} by the endpoint, ${formatUsd(natUsd)} through the NAT gateway; ${cheaper} is cheaper by ${formatUsd(Math.abs(natUsd - endpointUsd))} a month.`;
}
