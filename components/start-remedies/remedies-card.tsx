import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { StartRemediesView } from "#lib/domain/views/cold-starts.ts";
import { StartRemedies } from "./start-remedies.tsx";

interface RemediesCardProps {
  /** Null where the function is gone. */
  readonly view: StartRemediesView | null;
  readonly canSeeCost: boolean;
}

/** The remedies on a function's own page. */
export function RemediesCard({ view, canSeeCost }: RemediesCardProps) {
  if (view === null) return null;
  return (
    <Card className="mt-4" aria-label="What would shorten its starts">
      <CardHeader
        title="What would shorten its starts"
        reading="By its own figures of the period and those of the whole fleet over 30 days"
      />
      <CardBody>
        <StartRemedies view={view} canSeeCost={canSeeCost} />
      </CardBody>
    </Card>
  );
}
