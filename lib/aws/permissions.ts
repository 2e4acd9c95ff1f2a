import { sources } from "#lib/domain/collection/source.ts";
import { collectorOf } from "./collectors/registry.ts";

/** An IAM action with everything that it is needed for. */
export interface NeededAction {
  readonly action: string;
  /** Each completes "so that …". */
  readonly whys: readonly string[];
  /** Titles of the sources that use it. */
  readonly sources: readonly string[];
  /** Needed by Lamplight's own identity alone, not in each account. */
  readonly ownIdentityOnly: boolean;
}

/** All actions of all collectors, sorted, each once. */
export function requiredActions(): readonly NeededAction[] {
  const needed = new Map<string, { whys: Set<string>; sources: Set<string>; own: boolean }>();
  for (const { name, title, scope } of sources) {
    for (const { action, why } of collectorOf(name).actions) {
      const entry = needed.get(action) ?? { whys: new Set(), sources: new Set(), own: true };
      entry.whys.add(why);
      entry.sources.add(title);
      entry.own &&= scope === "organization";
      needed.set(action, entry);
    }
  }
  return [...needed]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([action, { whys, sources: titles, own }]) => ({
      action,
      whys: [...whys],
      sources: [...titles],
      ownIdentityOnly: own,
    }));
}

/** What the role in each account may do, and nothing else. */
export function accountActions(): readonly NeededAction[] {
  return requiredActions().filter(({ ownIdentityOnly }) => !ownIdentityOnly);
}

/** What Lamplight's own identity needs beyond sts:AssumeRole: to find the organisation's accounts and what limits them. */
export function ownActions(): readonly NeededAction[] {
  return requiredActions().filter(({ ownIdentityOnly }) => ownIdentityOnly);
}

/** docs/aws-permissions.md: every action, why, and what is missing without it. */
export function permissionsMarkdown(): string {
  return `# AWS permissions

Lamplight only reads. This list is made from the collectors' own declarations; the templates that
\`lamplight accounts template\` prints grant exactly the actions of the first table, each by its name. An action that is
not granted costs what stands beside it and nothing else: the pages then say that it is not visible, and why.
\`lamplight doctor\` and Settings, Accounts, "Test access" try each of them with a call that costs nothing, and name the
statement that is missing. How to connect accounts stands in [onboarding.md](onboarding.md).

## In each account

${table(accountActions())}

## For Lamplight's own identity

\`sts:AssumeRole\` on the role of each account (or on the hub's role, where there is one), and:

${table(ownActions())}

## Sessions

Lamplight assumes each role as session \`lamplight\` for an hour and renews it five minutes before it ends: one
\`sts:AssumeRole\` per role and hour and worker, shared by all Regions of the account. It sends the external id of the
account (or of the hop), and neither a source identity nor session tags: those would need \`sts:SetSourceIdentity\` and
\`sts:TagSession\` in every trust policy. CloudTrail shows its calls as \`assumed-role/ROLE/lamplight\`.
`;
}

function table(actions: readonly NeededAction[]): string {
  const rows = actions.map(({ action, sources: titles, whys }) => {
    return `| \`${action}\` | ${titles.join(", ")} | ${whys.join("; ")} |`;
  });
  return ["| action | source | so that |", "|---|---|---|", ...rows].join("\n");
}
