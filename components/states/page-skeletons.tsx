import { Skeleton } from "#components/ui/skeleton.tsx";

const rows = Array.from({ length: 14 }, (_, index) => `row-${index}`);

/** The shape of a list page, for its loading.tsx. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-3">
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-8 w-full max-w-2xl" />
      <div className="appear-late rounded-lg border border-line bg-surface">
        <div className="h-9 rounded-t-lg border-b border-line bg-sunken" />
        {rows.map((row) => (
          <div key={row} className="flex h-[34px] items-center gap-6 border-b border-line px-3">
            <Skeleton className="h-3 w-1/4" />
            <Skeleton className="h-3 w-1/6" />
            <Skeleton className="h-3 w-1/6" />
            <Skeleton className="ml-auto h-3 w-1/12" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The shape of a thing's page. */
export function ThingSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-4">
      <Skeleton className="w-40" />
      <Skeleton className="h-7 w-72" />
      <div className="grid gap-3 sm:grid-cols-3">
        <Skeleton className="h-20 rounded-lg" />
        <Skeleton className="h-20 rounded-lg" />
        <Skeleton className="h-20 rounded-lg" />
      </div>
      <Skeleton className="h-72 rounded-lg" />
    </div>
  );
}

/** The shape of an analysis page. */
export function AnalysisSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-4">
      <Skeleton className="h-7 w-96 max-w-full" />
      <Skeleton className="h-5 w-[40rem] max-w-full" />
      <Skeleton className="h-72 rounded-lg" />
      <Skeleton className="h-72 rounded-lg" />
    </div>
  );
}
