import { UnknownDot } from "#components/ui/fact-value.tsx";
import { Input } from "#components/ui/input.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatExact } from "#lib/client/format.ts";
import type { TrialChange, TrialHours } from "#lib/domain/concurrency/reservation-trial.ts";
import { wholeNumber } from "#lib/domain/concurrency/trial-address.ts";
import { functionHref } from "#lib/domain/views/functions.ts";

export interface TrialRowProps {
  readonly name: string;
  readonly arn: string;
  readonly limit: number;
  readonly concurrencyMax: number | null;
  /** As it is set now. */
  readonly now: TrialChange;
  /** What is tried. */
  readonly tried: TrialChange;
  readonly before: TrialHours | null;
  readonly after: TrialHours | null;
  readonly onChange: (change: TrialChange) => void;
}

/** One function of a trial: what it ran, what is tried, and in how many hours it would have been turned away. */
export function TrialRow({ name, arn, limit, concurrencyMax, now, tried, before, after, onChange }: TrialRowProps) {
  const changed = now.reserved !== tried.reserved || now.provisioned !== tried.provisioned;
  const set = (field: "reserved" | "provisioned", text: string) => {
    if (field === "reserved" && text === "") onChange({ ...tried, reserved: null });
    const value = wholeNumber(text === "" && field === "provisioned" ? "0" : text);
    if (value !== undefined) onChange({ ...tried, [field]: value });
  };
  return (
    <tr className={changed ? "bg-info-soft" : undefined}>
      <th scope="row" className="px-3 py-1.5 text-left font-normal">
        <TextLink href={functionHref(arn)} className="break-all">
          {name}
        </TextLink>
      </th>
      <td className="tabular px-3 py-1.5 text-right">
        {concurrencyMax === null ? (
          <UnknownDot reason="It did not run in the period, or was not read." />
        ) : (
          formatExact(concurrencyMax)
        )}
      </td>
      <td className="px-3 py-1.5">
        <div className="flex items-center gap-2">
          <Input
            type="number"
            min={0}
            max={limit}
            inputMode="numeric"
            aria-label={`Reserved for ${name}`}
            placeholder="none"
            className="w-24"
            value={tried.reserved === null ? "" : String(tried.reserved)}
            onChange={(event) => set("reserved", event.currentTarget.value)}
          />
          <input
            type="range"
            min={0}
            max={limit}
            step={Math.max(1, Math.round(limit / 200))}
            aria-label={`Reserved for ${name}, slider`}
            aria-valuetext={tried.reserved === null ? "no reservation" : String(tried.reserved)}
            className="hidden w-32 accent-accent md:block"
            value={tried.reserved ?? 0}
            onChange={(event) => set("reserved", event.currentTarget.value)}
          />
        </div>
      </td>
      <td className="px-3 py-1.5">
        <Input
          type="number"
          min={0}
          max={limit}
          inputMode="numeric"
          aria-label={`Provisioned for ${name}`}
          placeholder="none"
          className="w-20"
          value={tried.provisioned === 0 ? "" : String(tried.provisioned)}
          onChange={(event) => set("provisioned", event.currentTarget.value)}
        />
      </td>
      <td className="tabular px-3 py-1.5 text-right">
        {hoursText(before)} → {hoursText(after)}
      </td>
    </tr>
  );
}

/** Hours turned away of those known; a function without a reservation shares the pool. */
function hoursText(hours: TrialHours | null): string {
  if (hours === null) return "pool";
  return hours.known === 0 ? "not known" : formatExact(hours.throttled);
}
