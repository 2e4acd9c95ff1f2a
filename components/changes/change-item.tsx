import { Badge } from "#components/ui/badge.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { ChangeView } from "#lib/domain/views/changes.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import { roleHref } from "#lib/domain/views/roles.ts";
import { ChangeActor } from "./change-actor.tsx";
import { ChangeFields } from "./change-fields.tsx";

interface ChangeItemProps {
  readonly change: ChangeView;
  readonly canSeeRoles: boolean;
}

const tones = { created: "good", updated: "neutral", deleted: "critical" } as const;

/** One change: what, when, who; the fields on demand. */
export function ChangeItem({ change, canSeeRoles }: ChangeItemProps) {
  const { kind, classes, summary, fields, entityKind, entityId, accountName, region, occurredAt } = change;
  return (
    <li className="grid grid-cols-1 gap-1 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="tabular text-faint">
          <Instant at={occurredAt} />
        </span>
        <ThingLink change={change} canSeeRoles={canSeeRoles} />
        <Badge tone={tones[kind]}>{kind}</Badge>
        {classes.map((name) => (
          <Badge key={name} tone="outline">
            {name}
          </Badge>
        ))}
      </div>
      <p className="[overflow-wrap:anywhere]">{summary}</p>
      <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
        <span>
          {accountName}, {region ?? "global"}
        </span>
        <ChangeActor change={change} />
        {entityKind === "function" && kind === "updated" ? (
          <TextLink href={`/changes/compare?arn=${encodeURIComponent(entityId)}`}>Compare moments</TextLink>
        ) : null}
      </p>
      {fields.length > 0 ? (
        <Disclosure summary={formatNoun(fields.length, "field")}>
          <ChangeFields fields={fields} />
        </Disclosure>
      ) : null}
    </li>
  );
}

function ThingLink({ change: { entityKind, entityId, entityName }, canSeeRoles }: ChangeItemProps) {
  const isRole = entityKind === "role" && entityId.includes(":role/");
  const href = entityKind === "function" ? functionHref(entityId) : isRole && canSeeRoles ? roleHref(entityId) : null;
  const name = <bdi>{entityName}</bdi>;
  const label = <span className="font-medium [overflow-wrap:anywhere]">{name}</span>;
  return href ? (
    <TextLink
      href={entityKind === "function" ? `${href}?tab=history` : href}
      className="font-medium [overflow-wrap:anywhere]"
    >
      {name}
    </TextLink>
  ) : (
    label
  );
}
