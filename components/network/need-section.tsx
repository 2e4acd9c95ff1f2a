import { Method } from "#components/layout/method.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import { stanceConcern, stanceTexts } from "#lib/domain/network/vpc-stance.ts";
import type { NetworkView } from "#lib/domain/views/network.ts";
import { NeedsTable } from "./needs-table.tsx";
import { OutsideList } from "./outside-table.tsx";

/** Which functions need their VPC, and what of that is to be looked at by the organisation's stance. */
export function NeedSection({ view }: { readonly view: NetworkView }) {
  const { needs, outside, stance, vpcFunctions } = view;
  const concern = stanceConcern(stance);
  return (
    <section className="mt-8" aria-label="Does it need the VPC?">
      <h2 className="mb-1 text-lg font-semibold">Does it need the VPC?</h2>
      <p className="max-w-[80ch] text-sm text-muted">
        Of {formatNoun(vpcFunctions, "function")} in a VPC {formatExact(needs.counts.needs)} need it,{" "}
        {formatExact(needs.counts.probably)} probably do; of{" "}
        <strong className="font-semibold text-ink">{formatExact(needs.counts.nothingFound)}</strong> nothing was found
        that needs it{needs.counts.unknown > 0 ? `, and of ${formatExact(needs.counts.unknown)} it is not known` : ""}.
        Your organisation&apos;s stance: {stanceTexts[stance].title.toLowerCase()}. {stanceTexts[stance].effect}
      </p>
      <Method
        formula="Needs it: a mounted file system; a security group that lets it out to private addresses alone, or to them on a port of a database, cache or broker; a group of the VPC that lets its group in on such a port; a role that may connect to RDS, ElastiCache, MemoryDB, DAX, Neptune, MSK or EFS. Probably: names in its environment such as DB_HOST; a trigger from Kafka, MQ or DocumentDB; a database in the VPC together with a secret or right for one. Otherwise nothing was found, or it is not known."
        sources={[
          "Security groups and interfaces (EC2)",
          "Names and kinds of environment variables, never values",
          "Policies of its role",
          "Triggers",
          "Function configuration",
        ]}
        n={vpcFunctions}
        caveats={[
          "Nothing found is no proof: code may call a private address that nothing here names, such as an interface endpoint or a peered network.",
        ]}
      />
      {outside === null ? null : <OutsideList outside={outside} />}
      <div className="mt-4">
        {needs.functions.length < vpcFunctions ? (
          <p className="mb-2 text-sm text-muted">The first {formatExact(needs.functions.length)} are shown.</p>
        ) : null}
        <NeedsTable functions={needs.functions} concern={concern === "inside"} />
      </div>
    </section>
  );
}
