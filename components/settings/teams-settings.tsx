import { Plus } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { TeamRuleView, TeamSuggestionView, TeamView } from "#lib/domain/views/settings.ts";
import { PlainTable } from "./plain-table.tsx";
import { TeamDialog } from "./team-dialog.tsx";
import { TeamRowActions } from "./team-row-actions.tsx";
import { TeamSuggestion } from "./team-suggestion.tsx";

interface TeamsSettingsProps {
  readonly teams: readonly TeamView[];
  readonly suggestions: readonly TeamSuggestionView[];
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

const columns = [{ title: "Team" }, { title: "Rules" }, { title: "Functions", numeric: true }, { title: "" }];

/** Teams as rules over account, tag and name. */
export function TeamsSettings({ teams, suggestions, accounts }: TeamsSettingsProps) {
  const best = suggestions[0];
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[70ch] text-sm text-muted">
          Teams narrow every page. They are rules, so a new function finds its team by itself. A changed rule counts
          from now on; past days keep the team of that day.
        </p>
        <TeamDialog
          accounts={accounts}
          trigger={
            <Button variant="primary">
              <Plus aria-hidden /> Add a team
            </Button>
          }
        />
      </div>
      {best ? <TeamSuggestion suggestion={best} existing={teams.map(({ name }) => name)} /> : null}
      {teams.length === 0 ? (
        <p className="rounded-lg border border-dashed border-line-strong/50 p-6 text-sm text-muted">
          No teams yet. Add one, or make them of a tag.
        </p>
      ) : (
        <PlainTable label="Teams" columns={columns}>
          {teams.map((team) => (
            <tr key={team.teamId}>
              <th scope="row" className="px-3 py-2 text-left font-medium">
                {team.name}
              </th>
              <td className="max-w-prose px-3 py-2 text-muted">
                {team.rules.map((rule, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity of their own and are not reordered here.
                  <span key={index} className="block">
                    {sentenceOf(rule)}
                  </span>
                ))}
              </td>
              <td className="tabular px-3 py-2 text-right">{team.functionCount}</td>
              <td className="px-3 py-2">
                <TeamRowActions team={team} accounts={accounts} />
              </td>
            </tr>
          ))}
        </PlainTable>
      )}
    </div>
  );
}

/** A rule in words: "account 123456789012 and tag team = payments". */
function sentenceOf({ accountIds, tagKey, tagValue, namePattern }: TeamRuleView): string {
  return [
    accountIds.length > 0 ? `account ${accountIds.join(" or ")}` : null,
    tagKey ? (tagValue ? `tag ${tagKey} = ${tagValue}` : `has tag ${tagKey}`) : null,
    namePattern ? `name matches ${namePattern}` : null,
  ]
    .filter(Boolean)
    .join(" and ");
}
