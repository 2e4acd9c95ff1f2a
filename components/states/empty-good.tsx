import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time.tsx";

interface EmptyGoodProps {
  /** What there is none of: "No public functions." */
  readonly title: string;
  /** ISO instant of the last look; null when it was never looked. */
  readonly checkedAt: string | null;
  /** Where it was looked: "6 of 6 accounts". */
  readonly where?: string;
  readonly action?: ReactNode;
}

/** Nothing, and that is the good news: "No public functions. Last checked 4 min ago in 6 of 6 accounts." */
export function EmptyGood({ title, checkedAt, where, action }: EmptyGoodProps) {
  return (
    <div className="flex flex-col items-center gap-2 py-8 text-center">
      <CircleCheck aria-hidden className="size-7 text-good" />
      <p className="text-base font-medium">{title}</p>
      <p className="text-sm text-muted">
        {checkedAt ? (
          <>
            Last checked <RelativeTime at={checkedAt} />
            {where ? ` in ${where}` : ""}.
          </>
        ) : (
          "Not checked yet."
        )}
      </p>
      {action}
    </div>
  );
}
