import { Instant } from "#components/ui/instant.tsx";
import type { CostView } from "#lib/domain/views/cost.ts";

/** On paper only: of what period the page is, and what its figures are. */
export function PrintCover({ view }: { readonly view: CostView }) {
  return (
    <p className="mb-4 hidden text-sm print:block">
      Lamplight, cost of AWS Lambda from <Instant at={view.from} /> to <Instant at={view.to} />. List-price estimate in
      US dollars with prices of {view.priceDate}; not what AWS billed.
    </p>
  );
}
