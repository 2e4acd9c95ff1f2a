import { ThingHeader } from "#components/layout/thing-header.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { WebFunctionView } from "#lib/domain/views/web-function.ts";
import { DocumentCard, PlainValue } from "./field-cards.tsx";

const labels: Readonly<Record<string, string>> = {
  functionName: "Name",
  functionArn: "ARN",
  state: "State",
  stateReason: "State reason",
  createdAt: "Created",
  updatedAt: "Updated",
};
const moments: ReadonlySet<string> = new Set(["createdAt", "updatedAt"]);

/** One web function: all that its list says. Its revisions, endpoints and metrics are not read. */
export function WebFunctionPage({ web }: { readonly web: WebFunctionView }) {
  return (
    <>
      <ThingHeader
        crumbs={[{ label: "Functions", href: "/functions" }, { label: web.accountName }, { label: web.region }]}
        name={web.name}
        arn={web.arn}
        state={<State web={web} />}
      />
      {web.deletedAt ? (
        <Callout tone="warning" className="mb-4" title="This function is gone">
          AWS no longer lists it since <RelativeTime at={web.deletedAt} />. What is shown is how it was last seen.
        </Callout>
      ) : null}
      <Callout tone="info" className="mb-4" title="A web function">
        Its memory, code and role belong to its revisions, and its metrics are in AWS/Lambda/Web. Neither is read yet,
        so that charts, starts, cost and findings of it are not known here.
      </Callout>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Card aria-label="Settings">
          <CardHeader title="Settings" />
          <CardBody>
            <DescriptionList items={items(web)} />
          </CardBody>
        </Card>
        <DocumentCard document={web.document} reading="ListWebFunctions" />
      </div>
    </>
  );
}

function State({ web }: { readonly web: WebFunctionView }) {
  if (web.deletedAt) return <Badge tone="neutral">Deleted</Badge>;
  const tone = web.state === "Active" ? "good" : web.state === "Failed" ? "critical" : "medium";
  return <FactValue none="AWS told no state">{web.state ? <Badge tone={tone}>{web.state}</Badge> : null}</FactValue>;
}

/** Known fields by plain names, and whatever else AWS sent under its own. */
function items({ document, firstSeen, lastSeen }: WebFunctionView) {
  const names = [...new Set([...Object.keys(labels), ...Object.keys(document)])].filter((name) => name in document);
  const told = names
    .map((name) => [name, document[name] ?? null] as const)
    .map(([name, value]) => ({
      key: name,
      label: labels[name] ?? <code className="text-xs">{name}</code>,
      value:
        moments.has(name) && typeof value === "string" ? <RelativeTime at={value} /> : <PlainValue value={value} />,
    }));
  return [
    ...told,
    { label: "First seen here", value: <RelativeTime at={firstSeen} /> },
    { label: "Last read", value: <RelativeTime at={lastSeen} /> },
  ];
}
