import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ExternalLink } from "#components/ui/external-link.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatMemory, formatNoun, formatPercent } from "#lib/client/format.ts";
import type { EnvironmentVariable, ObservedAlias, ObservedVersion } from "#lib/domain/fleet/observed.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { PlainTable } from "./plain-table.tsx";

const kinds: Record<EnvironmentVariable["kind"], string> = {
  plain: "plain",
  arn: "ARN",
  secretReference: "reference to Secrets Manager",
  parameterReference: "reference to Parameter Store",
  credential: "looks like a credential",
  empty: "empty",
};

/** Names and kinds of the environment variables; values are not in the store. */
export function EnvironmentCard({ thing }: { readonly thing: FunctionThing }) {
  const { environment, unknowns } = thing;
  return (
    <Card aria-label="Environment variables">
      <CardHeader title="Environment variables" reading="Names and kinds. Values are never stored." />
      <CardBody>
        <FactValue unknown={unknowns.environment} none="No variables">
          {environment && environment.length > 0 ? (
            <PlainTable label="Environment variables" columns={[{ title: "Name" }, { title: "Kind" }]}>
              {environment.map((variable) => (
                <tr key={variable.name}>
                  <td className="px-3 py-1.5 [overflow-wrap:anywhere]">
                    <code className="text-xs">{variable.name}</code>
                  </td>
                  <td className="px-3 py-1.5">
                    {variable.kind === "credential" ? (
                      <Badge tone="high">
                        {kinds.credential}
                        {variable.credentialKind ? `: ${variable.credentialKind}` : ""}
                      </Badge>
                    ) : (
                      kinds[variable.kind]
                    )}
                  </td>
                </tr>
              ))}
            </PlainTable>
          ) : null}
        </FactValue>
      </CardBody>
    </Card>
  );
}

/** Published versions and the aliases that send traffic to them. */
export function VersionsCard({ thing }: { readonly thing: FunctionThing }) {
  const { versions, aliases, unknowns } = thing;
  return (
    <Card aria-label="Versions and aliases">
      <CardHeader title="Versions and aliases" reading={versions ? formatNoun(versions.length, "version") : null} />
      <CardBody className="grid gap-3">
        <FactValue unknown={unknowns.aliases} none="No aliases">
          {aliases && aliases.length > 0 ? <Aliases aliases={aliases} /> : null}
        </FactValue>
        <FactValue unknown={unknowns.versions} none="No published versions">
          {versions && versions.length > 0 ? <Versions versions={versions} /> : null}
        </FactValue>
      </CardBody>
    </Card>
  );
}

function Aliases({ aliases }: { readonly aliases: readonly ObservedAlias[] }) {
  return (
    <PlainTable label="Aliases" columns={[{ title: "Alias" }, { title: "Traffic" }, { title: "Description" }]}>
      {aliases.map((alias) => (
        <tr key={alias.name}>
          <td className="px-3 py-1.5 font-medium">{alias.name}</td>
          <td className="px-3 py-1.5">{trafficOf(alias)}</td>
          <td className="px-3 py-1.5 text-muted">{alias.description}</td>
        </tr>
      ))}
    </PlainTable>
  );
}

/** The main version gets what the weights leave. */
function trafficOf({ version, weights }: ObservedAlias): string {
  const others = Object.entries(weights);
  const rest = others.reduce((left, [, weight]) => left - weight, 1);
  return [[version, rest] as const, ...others].map(([name, share]) => `${formatPercent(share)} to ${name}`).join(", ");
}

function Versions({ versions }: { readonly versions: readonly ObservedVersion[] }) {
  return (
    <PlainTable
      label="Versions"
      columns={[{ title: "Version" }, { title: "Runtime" }, { title: "Memory", numeric: true }, { title: "Published" }]}
    >
      {versions.toReversed().map((version) => (
        <tr key={version.version}>
          <td className="tabular px-3 py-1.5">{version.version}</td>
          <td className="px-3 py-1.5">{version.runtime ?? "container image"}</td>
          <td className="tabular px-3 py-1.5 text-right">
            {version.memoryMb === null ? "–" : formatMemory(version.memoryMb)}
          </td>
          <td className="px-3 py-1.5">
            {version.lastModified ? <RelativeTime at={String(version.lastModified)} /> : "–"}
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

/** Function URLs: who may call each. */
export function AddressCard({ thing }: { readonly thing: FunctionThing }) {
  const { urls, unknowns } = thing;
  return (
    <Card aria-label="Function URLs">
      <CardHeader title="Function URLs" />
      <CardBody>
        <FactValue unknown={unknowns.urls} none="No function URL">
          {urls && urls.length > 0 ? (
            <ul className="grid gap-2 text-sm">
              {urls.map((url) => (
                <li key={url.url} className="flex flex-wrap items-center gap-2">
                  <ExternalLink href={url.url}>{url.url}</ExternalLink>
                  <Badge tone={url.authType === "NONE" ? "high" : "good"}>
                    {url.authType === "NONE" ? "no authentication" : url.authType}
                  </Badge>
                  {url.qualifier ? <span className="text-muted">of {url.qualifier}</span> : null}
                </li>
              ))}
            </ul>
          ) : null}
        </FactValue>
      </CardBody>
    </Card>
  );
}
