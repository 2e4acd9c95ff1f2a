import { ListHeader } from "#components/layout/list-header.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { LiveSync, type LiveSyncProps } from "./live-sync.tsx";

interface SyncPageProps extends LiveSyncProps {
  readonly role: string;
}

/** What Lamplight reads of AWS: how far it is, what it could not learn and why, what it costs. */
export function SyncPage({ role, ...live }: SyncPageProps) {
  return (
    <>
      <ListHeader
        title="Sync"
        description={
          <>
            Runs, their tasks and what is unknown, over all accounts and Regions; the scope bar does not apply.{" "}
            {live.asked ? <TextLink href="/sync">Show the latest run</TextLink> : null}
            {live.options
              ? null
              : `Your role, ${role}, may watch syncs; engineers, security reviewers and administrators start them.`}
          </>
        }
      />
      <LiveSync {...live} />
    </>
  );
}
