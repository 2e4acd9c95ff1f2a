import { Callout } from "#components/ui/callout.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { trackingDays } from "#lib/domain/fleet/observed-role-usage.ts";
import type { RoleUsageView } from "#lib/domain/views/role-usage.ts";
import { ServiceUses } from "./service-uses.tsx";
import { TighterPolicy } from "./tighter-policy.tsx";

/** What a role uses of what it may do, what it never uses, and the policies that would suffice. */
export function RoleUsage({ usage }: { readonly usage: RoleUsageView }) {
  const { services, policy, readAt, trackedSince, unknown } = usage;
  return (
    <div className="grid grid-cols-1 gap-6">
      {unknown === null ? null : <NotTold unknown={unknown} readAt={readAt} />}
      {policy === null ? null : (
        <section aria-labelledby="tighter-policy" className="grid min-w-0 grid-cols-1 gap-3">
          <h2 id="tighter-policy" className="text-base font-semibold">
            A tighter policy
          </h2>
          <TighterPolicy policy={policy} />
        </section>
      )}
      {services === null || readAt === null || trackedSince === null ? null : (
        <section aria-labelledby="services-used" className="grid min-w-0 grid-cols-1 gap-3">
          <div>
            <h2 id="services-used" className="text-base font-semibold">
              Services that its policies grant
            </h2>
            <p className="text-sm text-muted">
              AWS told this <RelativeTime at={readAt} />, for the {trackingDays} days before at least. Every attempt
              counts, refused ones too.
            </p>
          </div>
          <ServiceUses services={services} trackedSince={trackedSince} />
        </section>
      )}
    </div>
  );
}

const titles = {
  notYetRead: "Not read yet",
  denied: "AWS refused to tell what this role uses",
  failed: "What this role uses could not be read",
  notApplicable: "Nothing to tell",
} as const;

/** Why there is no report, or none newer than the one that is shown. */
function NotTold({
  unknown: { state, reason, remedy },
  readAt,
}: {
  readonly unknown: NonNullable<RoleUsageView["unknown"]>;
  readonly readAt: string | null;
}) {
  const isBad = state === "denied" || state === "failed";
  return (
    <Callout tone={isBad ? "warning" : "info"} title={titles[state]}>
      {reason} {remedy}
      {readAt === null ? null : (
        <>
          {" "}
          What is shown was read <RelativeTime at={readAt} />.
        </>
      )}
    </Callout>
  );
}
