import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { FunctionAccessView, QualifierAccessView } from "#lib/domain/views/function-access.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { AccessList } from "./access-list.tsx";

interface AccessCardProps {
  readonly functionArn: string;
  readonly access: FunctionAccessView;
  readonly policies: FunctionThing["policies"];
}

/** Who can invoke a function, by each of its qualifiers. */
export function AccessCard({ functionArn, access, policies }: AccessCardProps) {
  const { qualifiers, unknown, unreadVersions } = access;
  const documents = Object.entries(policies ?? {});
  return (
    <Card aria-label="Who can invoke it">
      <CardHeader title="Who can invoke it" reading={reading(access)} />
      <CardBody className="grid gap-4">
        {unknown.length > 0 ? (
          <Callout tone="warning" title="There may be more who can">
            {unknown.join(" ")}
          </Callout>
        ) : null}
        {qualifiers.map((qualifier) => (
          <Qualifier key={qualifier.qualifier ?? ""} access={qualifier} functionArn={functionArn} />
        ))}
        {unreadVersions.length > 0 ? (
          <p className="text-sm text-muted">
            Not read: the policies of {formatNoun(unreadVersions.length, "published version")} (
            {shortList(unreadVersions)}), which count where somebody invokes a version by its number.
          </p>
        ) : null}
        {documents.length > 0 ? (
          <Disclosure summary="Policies as they stand">
            <div className="grid gap-3">
              {documents.map(([qualifier, document]) => (
                <CodeBlock
                  key={qualifier}
                  label={qualifier ? `Policy of ${qualifier}` : "Policy of the function"}
                  code={JSON.stringify(document, null, 2)}
                />
              ))}
            </div>
          </Disclosure>
        ) : null}
      </CardBody>
    </Card>
  );
}

function reading({ qualifiers, unknown, unreadVersions }: FunctionAccessView): string {
  const verdicts = new Set(qualifiers.map(({ public: { verdict } }) => verdict));
  if (verdicts.has("yes")) return "Anyone can.";
  if (verdicts.has("unknown")) return "Not everything that decides it could be read.";
  if (verdicts.has("limited")) return "Strangers can, under the conditions that are named.";
  const tones = new Set(qualifiers.flatMap(({ rows }) => rows.map(({ judged }) => judged.tone)));
  if (tones.has("stranger")) return "Not anyone, but somebody from outside can.";
  const read = unknown.length + unreadVersions.length > 0 ? ", as far as it could be read" : "";
  return tones.has("noted")
    ? `Nobody from outside can${read}, but for what is noted here.`
    : `Nobody from outside can${read}.`;
}

const shortList = (versions: readonly string[]) =>
  versions.length > 5 ? `${versions.slice(0, 4).join(", ")} and ${versions.length - 4} more` : versions.join(", ");

const publicLabels: Readonly<Record<QualifierAccessView["public"]["verdict"], { tone: BadgeTone; label: string }>> = {
  yes: { tone: "critical", label: "Public" },
  limited: { tone: "info", label: "Public under conditions" },
  no: { tone: "good", label: "Not public" },
  unknown: { tone: "outline", label: "Not known" },
};

function Qualifier({ access, functionArn }: { readonly access: QualifierAccessView; readonly functionArn: string }) {
  const { qualifier, version, unknown } = access;
  const { tone, label } = publicLabels[access.public.verdict];
  return (
    <section className="grid gap-2" aria-label={qualifier ?? "The function itself"}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="text-sm font-semibold [overflow-wrap:anywhere]">{titleOf(qualifier, version)}</h3>
        <Badge tone={tone}>{label}</Badge>
      </div>
      {unknown === null ? (
        <AccessList functionArn={functionArn} rows={access.rows} url={access.url} />
      ) : (
        <p className="text-sm text-muted">Its policy is not known: {unknown}</p>
      )}
    </section>
  );
}

function titleOf(qualifier: string | null, version: string | null): string {
  if (qualifier === null) return "The function itself";
  if (version !== null) return `Alias ${qualifier}, version ${version}`;
  return /^\d+$/.test(qualifier) ? `Version ${qualifier}` : `Alias ${qualifier}`;
}
