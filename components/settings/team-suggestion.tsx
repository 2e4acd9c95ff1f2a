"use client";

import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { useActionRunner } from "#components/ui/use-action-runner.ts";
import type { TeamSuggestionView } from "#lib/domain/views/settings.ts";
import { saveTeamAction } from "#lib/server/actions/teams.ts";

/** Offers to make one team of each value of a tag. */
export function TeamSuggestion({
  suggestion,
  existing,
}: {
  readonly suggestion: TeamSuggestionView;
  readonly existing: readonly string[];
}) {
  const { run, pending } = useActionRunner();
  const missing = suggestion.values.filter(({ value }) => !existing.includes(value)).slice(0, 50);
  if (missing.length === 0) return null;

  async function makeTeams() {
    for (const { value } of missing) {
      const outcome = await run(() =>
        saveTeamAction({ name: value, rules: [{ tagKey: suggestion.tagKey, tagValue: value }] }),
      );
      if (!outcome.ok) return;
    }
  }

  return (
    <Callout
      title={`The tag “${suggestion.tagKey}” looks like teams`}
      action={
        <Button size="sm" pending={pending} onClick={() => void makeTeams()}>
          Make {missing.length} teams
        </Button>
      }
    >
      {suggestion.taggedCount} of {suggestion.functionCount} functions bear it:{" "}
      {missing
        .slice(0, 6)
        .map(({ value, functionCount }) => `${value} (${functionCount})`)
        .join(", ")}
      {missing.length > 6 ? ", …" : "."}
    </Callout>
  );
}
