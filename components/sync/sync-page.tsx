import { ListHeader } from "#components/layout/list-header.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { SyncOptionsView, SyncView } from "#lib/domain/views/sync.ts";
import { LiveSync } from "./live-sync.tsx";

interface SyncPageProps {
  readonly initial: SyncView;
  readonly asked: string | null;
  readonly readAt: number;
  readonly options: SyncOptionsView | null;
  readonly role: string;
}

/** What Lamplight reads of AWS: how far it is, what it could not learn and why, what it costs. */
export function SyncPage({ initial, asked, readAt, options, role }: SyncPageProps) {
  return (
    <>
      <ListHeader
        title="Sync"
        description={
          <>
            Runs, their tasks and what is unknown, over all accounts and Regions; the scope bar does not apply.{" "}
            {asked ? <TextLink href="/sync">Show the latest run</TextLink> : null}
            {options
              ? null
              : `Your role, ${role}, may watch syncs; engineers, security reviewers and administrators start them.`}
          </>
        }
      />
      <LiveSync initial={initial} asked={asked} readAt={readAt} options={options} />
    </>
  );
}
