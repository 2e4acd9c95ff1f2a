import { Method } from "#components/layout/method.tsx";
import { formatExact } from "#lib/client/format.ts";
import type { NetworkView } from "#lib/domain/views/network.ts";
import { SubnetsTable } from "./subnets-table.tsx";

/** Addresses left in functions' subnets, and how long they last. */
export function SubnetsSection({
  view,
  exportHref,
}: {
  readonly view: NetworkView;
  readonly exportHref: string | null;
}) {
  return (
    <section className="mt-8" aria-label="Subnets">
      <h2 className="mb-1 text-lg font-semibold">Subnets</h2>
      <p className="max-w-[80ch] text-sm text-muted">
        Addresses left and how long they last at the pace of up to 30 days, the shortest runway first.
        {view.subnets.length < view.subnetCount
          ? ` The first ${formatExact(view.subnets.length)} of ${formatExact(view.subnetCount)} are shown; the export has all.`
          : ""}
      </p>
      <Method
        formula="Left = AvailableIpAddressCount (already without the five that AWS keeps) − combinations of the subnet with a set of security groups that have no interface yet: Lambda takes an address for each. Days to zero = left ÷ loss a day, by least squares over the lowest figure of each day. Running out: fewer than 8 left, or fewer than 14 days."
        sources={["EC2 subnets and network interfaces", "VPC configuration of functions"]}
        n={view.subnetCount}
        caveats={["Other tenants of a subnet may take more at once than its trend says."]}
      />
      <div className="mt-3">
        <SubnetsTable subnets={view.subnets} exportHref={exportHref} />
      </div>
    </section>
  );
}
