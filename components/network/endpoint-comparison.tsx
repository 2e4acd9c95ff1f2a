"use client";

import { useState } from "react";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatCount, formatUsd } from "#lib/client/format.ts";
import { compareEndpoint } from "#lib/domain/network/endpoint-break-even.ts";
import type { EndpointDefaults } from "#lib/domain/views/network.ts";

const fields = [
  { name: "gb", label: "GB a month to the service", most: 10_000_000 },
  { name: "zones", label: "Availability Zones", most: 20 },
  { name: "hour", label: "Endpoint, $ an hour and zone", most: 1_000 },
  { name: "endpointGb", label: "Endpoint, $ a GB", most: 1_000 },
  { name: "natGb", label: "NAT gateway, $ a GB", most: 1_000 },
] as const;
type FieldName = (typeof fields)[number]["name"];

const written = (value: number | null) => (value === null ? "" : String(Number(value.toPrecision(3))));

/** From how many GB a month on an interface endpoint is cheaper than the NAT gateway that the traffic takes now. */
export function EndpointComparison({ defaults }: { readonly defaults: EndpointDefaults }) {
  const [values, setValues] = useState<Readonly<Record<FieldName, string>>>({
    gb: written(defaults.gbPerMonth),
    zones: "2",
    hour: written(defaults.endpointAzHourUsd),
    endpointGb: written(defaults.endpointGbUsd),
    natGb: written(defaults.natGbUsd),
  });
  const parsed = (name: FieldName, most: number) => numberIn(values[name], most);
  const reading = answer(Object.fromEntries(fields.map(({ name, most }) => [name, parsed(name, most)])));
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
          {fields.map(({ name, label, most }) => (
            <Field key={name} label={label} error={errorOf(values[name], most)}>
              <Input
                inputMode="decimal"
                value={values[name]}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setValues((before) => ({ ...before, [name]: value }));
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

function numberIn(text: string, most: number): number | null {
  const value = Number(text.trim().replaceAll(",", ""));
  return text.trim() === "" || !Number.isFinite(value) || value < 0 || value > most ? null : value;
}

function errorOf(text: string, most: number): string | undefined {
  if (text.trim() === "" || numberIn(text, most) !== null) return undefined;
  return `Give a number from 0 to ${most.toLocaleString("en-US")}.`;
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
  const cheaper = endpointUsd < natUsd ? "the endpoint" : "the NAT gateway";
  return `${from} At ${formatCount(gb)} GB: ${formatUsd(endpointUsd)} by the endpoint, ${formatUsd(natUsd)} through the NAT gateway; ${cheaper} is cheaper by ${formatUsd(Math.abs(natUsd - endpointUsd))} a month.`;
}
