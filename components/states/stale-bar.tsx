import { Callout } from "#components/ui/callout.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";

/** Says that the data is older than it should be. */
export function StaleBar({ lastCompletedAt }: { readonly lastCompletedAt: string }) {
  return (
    <Callout tone="warning" className="mb-4" action={<TextLink href="/sync">See the sync</TextLink>}>
      This is how it was <RelativeTime at={lastCompletedAt} />: no sync has completed since.
    </Callout>
  );
}
