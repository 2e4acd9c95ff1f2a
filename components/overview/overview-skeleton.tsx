import { Skeleton } from "#components/ui/skeleton.tsx";

const figures = ["functions", "invocations", "errors", "throttles", "starts", "cost"];

/** The shape of the overview while it is read. */
export function OverviewSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-4">
      <Skeleton className="h-7 w-40" />
      <div className="grid grid-cols-2 gap-px sm:grid-cols-3 xl:grid-cols-6">
        {figures.map((name) => (
          <Skeleton key={name} className="h-21 rounded-lg" />
        ))}
      </div>
      <div className="grid gap-4 xl:grid-cols-[2fr_1fr]">
        <Skeleton className="h-80 rounded-lg" />
        <Skeleton className="h-80 rounded-lg" />
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-56 rounded-lg" />
        <Skeleton className="h-56 rounded-lg" />
      </div>
    </div>
  );
}
