import { FirstUse } from "#components/states/first-use.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatPercent } from "#lib/client/format.ts";
import type { FreshnessView } from "#lib/domain/views/frame.ts";
import type { SourceProgressView } from "#lib/domain/views/overview.ts";
import { SourceProgress } from "./source-progress.tsx";

interface FirstSyncProps {
  readonly freshness: FreshnessView;
  readonly progress: readonly SourceProgressView[];
  /** Nothing can be shown yet: it takes the whole page. */
  readonly alone?: boolean;
}

/** While the first sync runs: how far it is, and what can be used already. */
export function FirstSync({ freshness, progress, alone = false }: FirstSyncProps) {
  const { running } = freshness;
  const lists = progress.filter(({ phase }) => phase === "usable");
  const usable = lists.length > 0 && lists.every(({ tasks, ended }) => ended === tasks);
  const text = usable
    ? "Functions, triggers, roles and current metrics are here. Details, starts and history are being filled in."
    : "Functions come first, then tags, roles and metrics; each page shows what it has as soon as it has it.";
  if (alone) {
    return (
      <FirstUse
        title={running ? "The first sync is under way" : "Nothing has been read yet"}
        action={<TextLink href="/sync">See the sync</TextLink>}
      >
        {running ? (
          <>
            <p className="mb-3">{text}</p>
            <SourceProgress progress={progress} />
          </>
        ) : (
          <p>
            Lamplight has not read an account yet. <TextLink href="/settings">Connect an account</TextLink>, or start a
            sync if one is connected.
          </p>
        )}
      </FirstUse>
    );
  }
  return (
    <Callout
      className="mb-4"
      title={
        running && running.total > 0
          ? `The first sync is under way: ${formatPercent(running.done / running.total)} of its tasks`
          : "No sync has completed yet"
      }
      action={<TextLink href="/sync">See the sync</TextLink>}
    >
      {text}
    </Callout>
  );
}
