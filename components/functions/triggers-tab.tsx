import { EmptyGood } from "#components/states/empty-good.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { formatDuration, formatNoun } from "#lib/client/format.ts";
import type { Retry, Trigger } from "#lib/domain/triggers/trigger.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { PlainTable } from "./plain-table.tsx";

const types: Record<Trigger["type"], string> = {
  "event-source-mapping": "Event source mapping",
  "resource-policy": "Resource policy",
  "function-url": "Function URL",
};

/** What invokes the function, how, who tries again after a failure, and where what still fails goes. */
export function TriggersTab({ thing }: { readonly thing: FunctionThing }) {
  const { triggers, row, unknowns } = thing;
  const missing = [
    row?.unknown.triggers,
    unknowns.triggers,
    unknowns.policies,
    unknowns.urls,
    unknowns.asyncConfigs,
  ].flatMap((unknown) => unknown?.reason ?? []);
  return (
    <>
      {missing.length > 0 ? (
        <Callout tone="warning" className="mb-4" title="There may be more triggers, or other retries, than are shown">
          {[...new Set(missing)].join(" ")}
        </Callout>
      ) : null}
      <Card aria-label="Triggers">
        <CardBody>
          {triggers.length === 0 ? (
            <EmptyGood title="Nothing that was read invokes this function." checkedAt={thing.detailObservedAt} />
          ) : (
            <PlainTable
              label="Triggers"
              columns={[
                { title: "Service" },
                { title: "Source" },
                { title: "Invokes" },
                { title: "Invocation" },
                { title: "After a failure" },
                { title: "What still fails goes to" },
              ]}
            >
              {triggers.map((trigger) => (
                <TriggerRow key={JSON.stringify(trigger)} trigger={trigger} />
              ))}
            </PlainTable>
          )}
        </CardBody>
      </Card>
    </>
  );
}

function TriggerRow({ trigger }: { readonly trigger: Trigger }) {
  const { retry } = trigger;
  return (
    <tr className="align-top">
      <td className="px-3 py-2">
        <span className="font-medium">{trigger.service}</span>
        {trigger.enabled ? null : (
          <Badge tone="neutral" className="ml-2">
            disabled
          </Badge>
        )}
        <span className="block text-xs text-faint">{types[trigger.type]}</span>
      </td>
      <td className="max-w-96 px-3 py-2 [overflow-wrap:anywhere]">
        <code className="text-xs">{trigger.sourceArn ?? trigger.principal ?? "anyone whom the policy lets in"}</code>
      </td>
      <td className="px-3 py-2">{trigger.qualifier ?? "the latest code"}</td>
      <td className="px-3 py-2">{trigger.invocation}</td>
      <td className="max-w-72 px-3 py-2">{retryText(retry)}</td>
      <td className="max-w-96 px-3 py-2 [overflow-wrap:anywhere]">
        {retry.failureDestinationArn ? (
          <code className="text-xs">{retry.failureDestinationArn}</code>
        ) : trigger.invocation === "synchronous" ? (
          <span className="text-faint">the caller sees the error</span>
        ) : (
          <Badge tone="medium">nowhere: it is lost</Badge>
        )}
      </td>
    </tr>
  );
}

function retryText({ by, attempts, maxAgeSeconds }: Retry): string {
  const age = maxAgeSeconds === null ? "" : `, for at most ${formatDuration(maxAgeSeconds * 1000)}`;
  switch (by) {
    case "caller":
      return "The caller has to try again.";
    case "lambda":
      return `Lambda tries ${attempts === null ? "again" : formatNoun(attempts, "more time")}${age}.`;
    case "queue":
      return attempts === null
        ? "The queue delivers it again until it expires."
        : `The queue delivers it ${formatNoun(attempts, "time")} in all.`;
    case "stream":
      return attempts === null
        ? `The batch is tried again until the record expires${age}.`
        : `The batch is tried ${formatNoun(attempts, "more time")}${age}.`;
  }
}
